{{/*
Refuses values that are not written as they have to be, for those that people get wrong most: of a pattern in the schema Helm would
say no more than that it does not match. None of them is shown, since a URL, or what somebody took for one, may hold a password.
*/}}
{{- define "dayshift.validateForms" -}}
{{- $redis := .Values.redis }}
{{- if and $redis.url (not (regexMatch "^rediss?://." $redis.url)) }}
{{- fail "redis.url does not begin with redis:// or, for TLS, rediss://: write it like rediss://redis.example:6379" }}
{{- end }}
{{- if regexMatch "[:/ ,@]" $redis.host }}
{{- fail "redis.host is more than the name of a host: put the port into redis.port, several hosts into redis.sentinel or redis.cluster, and a URL into redis.url or, with a password, into a Secret (redis.existingSecret.name)" }}
{{- end }}
{{- range $at, $nodes := dict "redis.sentinel.nodes" $redis.sentinel.nodes "redis.cluster.nodes" $redis.cluster.nodes }}
{{- range $number, $node := $nodes }}
{{- if not (regexMatch "^[^:/ ,@]+:[0-9]{1,5}$" $node) }}
{{- fail (printf "%s.%d is not a host and its port: write it like redis-0.redis:6379 (sentinels usually listen on 26379), each node as an entry of its own" $at $number) }}
{{- end }}
{{- end }}
{{- end }}
{{- range $number, $network := .Values.manager.workerNetworks }}
{{- if not (regexMatch "^[0-9A-Fa-f.:]+/[0-9]{1,3}$" $network) }}
{{- fail (printf "manager.workerNetworks.%d is not a network: write its address and length like 10.128.0.0/14 or fd00:10::/48, a single address with /32 or /128" $number) }}
{{- end }}
{{- end }}
{{- range $name, $pool := .Values.workerPools }}
{{- if not (regexMatch "^[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$" $name) }}
{{- fail (printf "workerPools.%s cannot be the name of a pool, which becomes a part of names in Kubernetes: take at most 15 of small letters, digits and -, with no - at its ends" $name) }}
{{- end }}
{{- include "dayshift.validateDigest" (list (printf "workerPools.%s" $name) $pool) }}
{{- end }}
{{- range $at, $values := dict "manager" .Values.manager "worker" .Values.worker "redis.builtIn" $redis.builtIn "test" .Values.test }}
{{- include "dayshift.validateDigest" (list $at $values) }}
{{- end }}
{{- end }}

{{/* Takes (list "manager" .Values.manager); values without an image have no digest. */}}
{{- define "dayshift.validateDigest" -}}
{{- $digest := dig "image" "digest" "" (default dict (index . 1)) }}
{{- if and $digest (not (regexMatch "^sha256:[0-9a-f]{64}$" $digest)) }}
{{- fail (printf "%s.image.digest is not sha256: and 64 hexadecimal digits, as docker push prints them: a tag such as latest goes into %s.image.tag" (index . 0) (index . 0)) }}
{{- end }}
{{- end }}
