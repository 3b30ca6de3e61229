{{/* What the release leaves open, a line each with the value that closes it; nothing when nothing is. For NOTES.txt. */}}
{{- define "dayshift.open" -}}
{{- $redis := .Values.redis }}
{{- $manager := .Values.manager }}
{{- $policy := .Values.networkPolicy }}
{{- if not $policy.enabled }}
- All pods of the cluster may call managers{{ if $redis.builtIn.enabled }}, workers and Redis{{ else }} and workers{{ end }}, and those may call everything: networkPolicy.enabled
{{- else if not $policy.managerFrom }}
- Everybody may call the managers: networkPolicy.managerFrom
{{- end }}
{{- if not .Values.mtls.enabled }}
- Managers and workers are called by plain HTTP, in which tokens can be read on the way: mtls.enabled
{{- end }}
{{- if $redis.builtIn.enabled }}
- What Redis is told can be read on the way, for the built-in one has no TLS: redis.builtIn.enabled
{{- else if and $redis.existingSecret.name (not $redis.tls.enabled) }}
- What Redis is told can be read on the way, unless its URL begins with rediss:// (then set this too): redis.tls.enabled
{{- else if not (or $redis.tls.enabled (hasPrefix "rediss://" $redis.url)) }}
- What Redis is told can be read on the way: redis.tls.enabled
{{- end }}
{{- if or $redis.url (not (or $redis.builtIn.enabled $redis.existingSecret.name $redis.auth.existingSecret)) }}
- Redis lets everybody in who reaches it, for it asks for no password: {{ ternary "redis.existingSecret.name" "redis.auth.existingSecret" (not (empty $redis.url)) }}
{{- end }}
{{- if not $manager.workerNetworks }}
- Managers call whoever registers from any private address{{ if not .Values.mtls.enabled }}, and show a token there{{ end }}: manager.workerNetworks
{{- end }}
{{- if not (or $manager.limits.submits (get (default dict $manager.limits.submitsByRole) "submit")) }}
- One caller may hand in as much as Redis can hold: manager.limits.submits
{{- end }}
{{- if not .Values.tokens.existingSecret }}
- Helm keeps a copy of the tokens with each revision of the release: tokens.existingSecret
{{- end }}
{{- if and $redis.builtIn.enabled (not $redis.builtIn.existingSecret.name) }}
- Helm keeps a copy of the password of Redis with each revision of the release: redis.builtIn.existingSecret.name
{{- end }}
{{- if not (include "dayshift.givesDigests" .) }}
- Pods have in plain also tokens that they need not show: tokens.digests
{{- end }}
{{- with .Values.metrics.serviceMonitor }}
{{- if and .enabled (not .tokenSecret.name) }}
- The Prometheus operator has to read the Secret with the tokens of all roles: metrics.serviceMonitor.tokenSecret.name
{{- end }}
{{- end }}
{{- if and $manager.ingress.enabled (not $manager.ingress.tls) }}
- The Ingress takes plain HTTP: manager.ingress.tls
{{- end }}
{{- if ne $manager.service.type "ClusterIP" }}
- Managers can be reached from outside of the cluster, past any ingress: manager.service.type
{{- end }}
{{- if $manager.deletionCost.enabled }}
- Managers may change all pods of the namespace: manager.deletionCost.enabled
{{- end }}
{{- if not (has "production" .Values.profiles) }}
- The description of the API is there for everybody, and bearers of the token of monitor may change log levels: profiles
{{- end }}
{{- if not $manager.image.digest }}
- What runs as a manager is whatever the registry has under a tag: manager.image.digest
{{- end }}
{{- if include "dayshift.hasUnpinnedPool" . }}
- What runs as a worker is whatever the registry has under a tag: worker.image.digest
{{- end }}
{{- if and $redis.builtIn.enabled (not $redis.builtIn.image.digest) }}
- What runs as Redis is whatever the registry has under a tag: redis.builtIn.image.digest
{{- end }}
{{- if not .Values.test.image.digest }}
- What `helm test` runs, with a token, is whatever the registry has under a tag: test.image.digest
{{- end }}
{{- end }}

{{/* Not empty when some pool names its image by a tag alone. */}}
{{- define "dayshift.hasUnpinnedPool" -}}
{{- range $name, $pool := .Values.workerPools }}
{{- if not (kindIs "invalid" $pool) }}
{{- $values := deepCopy $.Values.worker }}
{{- include "dayshift.overlay" (list $values $pool) }}
{{- if not $values.image.digest }}{{ $name }}{{ end }}
{{- end }}
{{- end }}
{{- end }}
