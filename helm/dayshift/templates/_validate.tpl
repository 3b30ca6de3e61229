{{/* Refuses values that contradict each other, with what to change. Schemas can only look at one value. */}}
{{- define "dayshift.validate" -}}
{{- include "dayshift.validateForms" . }}
{{- include "dayshift.validateRedis" . }}
{{- include "dayshift.validateConfig" (list "config" .Values.config) }}
{{- include "dayshift.validateConfig" (list "manager.config" .Values.manager.config) }}
{{- include "dayshift.validateConfig" (list "worker.config" .Values.worker.config) }}
{{- include "dayshift.validateLabels" (list "commonLabels" .Values.commonLabels) }}
{{- include "dayshift.validateLabels" (list "manager.podLabels" .Values.manager.podLabels) }}
{{- include "dayshift.validateManager" . }}
{{- include "dayshift.validateMtls" . }}
{{- include "dayshift.validateTokens" . }}
{{- range $name, $pool := .Values.workerPools }}
{{- if not (kindIs "invalid" $pool) }}
{{- $values := deepCopy $.Values.worker }}
{{- include "dayshift.overlay" (list $values $pool) }}
{{- include "dayshift.validatePool" (list $ $name $values) }}
{{- end }}
{{- end }}
{{- include "dayshift.validateShares" . }}
{{- if and .Values.networkPolicy.enabled (or .Values.metrics.serviceMonitor.enabled .Values.metrics.scrapeAnnotations) (not .Values.networkPolicy.metricsFrom) }}
{{- fail "networkPolicy.enabled closes every way that is not named, and Prometheus has none to the metrics: set networkPolicy.metricsFrom, for instance [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]" }}
{{- end }}
{{- if and .Values.metrics.rules.enabled (not .Values.metrics.serviceMonitor.enabled) }}
{{- fail "metrics.rules.enabled needs figures of this release to look at: set metrics.serviceMonitor.enabled=true as well" }}
{{- end }}
{{- if and .Values.networkPolicy.enabled (not .Values.redis.builtIn.enabled) (not .Values.networkPolicy.redisEgress) }}
{{- fail "networkPolicy.enabled closes every way that is not named, and none leads to your Redis: set networkPolicy.redisEgress, for instance [{to: [{ipBlock: {cidr: 10.1.0.0/24}}], ports: [{port: 6379}]}]" }}
{{- end }}
{{- end }}

{{/* Pools that scale share the namespace's tasks, of which there are 100 percent. */}}
{{- define "dayshift.validateShares" -}}
{{- $shares := 0 }}
{{- range $name, $pool := .Values.workerPools }}
{{- if not (kindIs "invalid" $pool) }}
{{- $values := deepCopy $.Values.worker }}
{{- include "dayshift.overlay" (list $values $pool) }}
{{- if $values.autoscaling.enabled }}
{{- $shares = add $shares $values.autoscaling.sharePercent }}
{{- end }}
{{- end }}
{{- end }}
{{- if gt (int $shares) 100 }}
{{- fail (printf "the pools that scale do %d percent of the tasks together, so more workers than needed would come: lower autoscaling.sharePercent of workerPools until they are 100 at most" (int $shares)) }}
{{- end }}
{{- end }}

{{- define "dayshift.validateRedis" -}}
{{- $redis := .Values.redis }}
{{- $named := list }}
{{- if $redis.url }}{{ $named = append $named "redis.url" }}{{ end }}
{{- if $redis.existingSecret.name }}{{ $named = append $named "redis.existingSecret.name" }}{{ end }}
{{- if $redis.host }}{{ $named = append $named "redis.host" }}{{ end }}
{{- if or $redis.sentinel.nodes $redis.sentinel.master }}{{ $named = append $named "redis.sentinel" }}{{ end }}
{{- if $redis.cluster.nodes }}{{ $named = append $named "redis.cluster.nodes" }}{{ end }}
{{- if $redis.builtIn.enabled }}{{ $named = append $named "redis.builtIn.enabled" }}{{ end }}
{{- if not $named }}
{{- fail "no Redis: set redis.url, redis.existingSecret.name, redis.host, redis.sentinel or redis.cluster, or redis.builtIn.enabled=true to try things out" }}
{{- end }}
{{- if gt (len $named) 1 }}
{{- fail (printf "more than one Redis: %s are set, keep one; with a Redis of your own set redis.builtIn.enabled=false" (join " and " $named)) }}
{{- end }}
{{- if regexMatch "^rediss?://[^/?]*@" $redis.url }}
{{- fail "redis.url carries a password, which everybody who may look at Deployments could read: put the URL into a Secret and name it in redis.existingSecret.name" }}
{{- end }}
{{- if ne (empty $redis.sentinel.nodes) (empty $redis.sentinel.master) }}
{{- fail "redis.sentinel needs both: set redis.sentinel.master (the name that the sentinels have for it) and redis.sentinel.nodes" }}
{{- end }}
{{- if and $redis.builtIn.existingSecret.name (not $redis.builtIn.enabled) }}
{{- fail "redis.builtIn.existingSecret is for the built-in Redis, which is off: for a Redis of your own name the Secret in redis.existingSecret or redis.auth.existingSecret, or set redis.builtIn.enabled=true" }}
{{- end }}
{{- if and $redis.auth.existingSecret (or $redis.url $redis.existingSecret.name $redis.builtIn.enabled) }}
{{- fail "redis.auth is for redis.host, redis.sentinel and redis.cluster: a URL carries its own user and password, so put them into the URL in redis.existingSecret, and for the built-in Redis there is redis.builtIn.existingSecret" }}
{{- end }}
{{- if and $redis.auth.sentinelUsernameKey (not $redis.auth.sentinelPasswordKey) }}
{{- fail "redis.auth.sentinelUsernameKey names a user of the sentinels, who is nobody without a password: set redis.auth.sentinelPasswordKey as well" }}
{{- end }}
{{- if and $redis.tls.enabled $redis.builtIn.enabled }}
{{- fail "redis.tls.enabled is for a Redis of your own, the built-in one has no TLS: set redis.tls.enabled=false" }}
{{- end }}
{{- if and $redis.tls.enabled (hasPrefix "redis://" $redis.url) }}
{{- fail "redis.tls.enabled is true and redis.url begins with redis://: write rediss://, or set redis.tls.enabled=false" }}
{{- end }}
{{- if and (not $redis.tls.enabled) (or $redis.tls.caSecret $redis.tls.clientSecret) }}
{{- fail "redis.tls names a Secret but is off: set redis.tls.enabled=true" }}
{{- end }}
{{- if and $redis.builtIn.enabled $redis.waitReplicas }}
{{- fail "redis.waitReplicas waits for replicas, and the built-in Redis has none, so no task would ever be accepted: set redis.waitReplicas=0" }}
{{- end }}
{{- end }}

{{/* Takes (list "manager.config" config). */}}
{{- define "dayshift.validateConfig" -}}
{{- $text := toYaml (index . 1) }}
{{- with regexFind "(?im)^[ -]*[\"']?[a-z0-9.\\[\\]_-]*(password|tokens|secret|private-?key|api-?key)[a-z0-9.\\[\\]_-]*[\"']?:" $text }}
{{- fail (printf "%s sets %s which would stand in a ConfigMap for everybody to read: put it into a Secret and give it to the pods by extraEnv with valueFrom.secretKeyRef" (index $ 0) (. | trim)) }}
{{- end }}
{{- include "dayshift.validateNoCredential" . }}
{{- if or (regexMatch "(?m)^spring\\.data\\.redis" $text) (hasKey (dig "spring" "data" dict (index . 1)) "redis") }}
{{- fail (printf "%s sets spring.data.redis, and where Redis is the chart has to know: set redis.url, redis.host, redis.sentinel or redis.cluster; for other properties of spring.data.redis use extraEnv" (index . 0)) }}
{{- end }}
{{- end }}

{{/*
Refuses values that have the look of a credential, whatever they are called, and does not show them: a URL with a password, what
goes into the header Authorization, a private key. A placeholder, ${...} or the {...} of a URI template, is none, but what it has as
its default is looked at like anything else. Takes (list "manager.config" value).
*/}}
{{- define "dayshift.validateNoCredential" -}}
{{- $at := index . 0 }}
{{- $value := index . 1 }}
{{- if kindIs "map" $value }}
{{- range $key, $below := $value }}
{{- include "dayshift.validateNoCredential" (list (printf "%s.%s" $at $key) $below) }}
{{- end }}
{{- else if kindIs "slice" $value }}
{{- range $number, $below := $value }}
{{- include "dayshift.validateNoCredential" (list (printf "%s.%d" $at $number) $below) }}
{{- end }}
{{- else if kindIs "string" $value }}
{{- $text := include "dayshift.withoutPlaceholders" $value }}
{{- $looks := "" }}
{{- if regexMatch "://[^/?#\\s:@]*:[^/?#\\s@\\x00][^/?#\\s@]*@" $text }}{{ $looks = "a URL with a password" }}
{{- else if regexMatch "(?i)[?&;](password|passwd|pwd|secret|token|access_token|api[-_]?key)=[^&;\\s\\x00]" $text }}{{ $looks = "a URL with a password" }}
{{- else if regexMatch "(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{16,}" $text }}{{ $looks = "the header Authorization" }}
{{- else if regexMatch "-----BEGIN [A-Z ]*PRIVATE KEY-----" $text }}{{ $looks = "a private key" }}
{{- end }}
{{- with $looks }}
{{- fail (printf "%s looks like %s, which would stand in a ConfigMap for everybody to read: put it into a Secret and give it to the pods by extraEnv with valueFrom.secretKeyRef" $at .) }}
{{- end }}
{{- end }}
{{- end }}

{{/*
A text as it stands where nothing is set for its placeholders: each gives way to its default, or to a NUL, which no YAML can hold,
where it has none. Those within defaults come first, three deep.
*/}}
{{- define "dayshift.withoutPlaceholders" -}}
{{- $text := . }}
{{- range until 4 }}
{{- $text = regexReplaceAll "\\$?\\{[^{}:]*:?\\}" $text "\u0000" }}
{{- $text = regexReplaceAll "\\$\\{[^{}:]*:([^{}]+)\\}" $text "${1}" }}
{{- end }}
{{- $text }}
{{- end }}

{{/* Takes (list "manager.podLabels" labels). */}}
{{- define "dayshift.validateLabels" -}}
{{- $at := index . 0 }}
{{- range $label, $value := index . 1 }}
{{- if has $label (list "app.kubernetes.io/name" "app.kubernetes.io/instance" "app.kubernetes.io/component" "dayshift.io/pool") }}
{{- fail (printf "%s sets %s, by which Deployments, Services and policies of this release find their pods, so they would find none or those of others: take another label, such as app.kubernetes.io/part-of, and for another name nameOverride" $at $label) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "dayshift.validateManager" -}}
{{- $manager := .Values.manager }}
{{- if not $manager.image.repository }}
{{- fail "manager.image.repository is empty, and no image of Dayshift is published: build both (docs/images.md), push them to a registry of yours, and set manager.image.repository=registry.example/dayshift-manager and worker.image.repository=registry.example/dayshift-worker" }}
{{- end }}
{{- if gt (int $manager.autoscaling.minReplicas) (int $manager.autoscaling.maxReplicas) }}
{{- fail "manager.autoscaling.minReplicas is more than manager.autoscaling.maxReplicas: lower the one or raise the other" }}
{{- end }}
{{- if and $manager.ingress.enabled (not $manager.ingress.hosts) }}
{{- fail "manager.ingress.enabled without a host would answer for every name: set manager.ingress.hosts" }}
{{- end }}
{{- if and $manager.httpRoute.enabled (not $manager.httpRoute.parentRefs) }}
{{- fail "manager.httpRoute.enabled without a gateway leads nowhere: set manager.httpRoute.parentRefs" }}
{{- end }}
{{- if and $manager.deletionCost.enabled (eq (include "dayshift.serviceAccountName" (list . $manager "manager")) "default") }}
{{- fail "manager.deletionCost.enabled lets the managers' service account patch pods, and theirs is default, which other pods have as well: set manager.serviceAccount.create=true, or manager.serviceAccount.name" }}
{{- end }}
{{- if and $manager.deletionCost.enabled .Values.networkPolicy.enabled (not .Values.networkPolicy.apiServerEgress) }}
{{- fail "networkPolicy.enabled closes every way that is not named, and manager.deletionCost.enabled needs one to the API server of Kubernetes: set networkPolicy.apiServerEgress, for instance [{to: [{ipBlock: {cidr: 10.0.0.1/32}}], ports: [{port: 6443}]}]" }}
{{- end }}
{{- if eq (int .Values.management.port) 8080 8081 }}
{{- fail "management.port is the port of the API of managers (8080) or workers (8081): choose another" }}
{{- end }}
{{- end }}

{{- define "dayshift.validateMtls" -}}
{{- $mtls := .Values.mtls }}
{{- if and $mtls.enabled (not (and $mtls.managerSecret $mtls.workerSecret)) }}
{{- fail "mtls.enabled needs a certificate for each side: set mtls.managerSecret and mtls.workerSecret to Secrets with tls.crt, tls.key and ca.crt, such as cert-manager makes" }}
{{- end }}
{{- if and (not $mtls.enabled) (or $mtls.managerSecret $mtls.workerSecret) }}
{{- fail "mtls names a Secret but is off: set mtls.enabled=true" }}
{{- end }}
{{- if and $mtls.enabled (eq (include "dayshift.certificateName" (list . "manager")) (include "dayshift.certificateName" (list . "worker"))) }}
{{- fail "mtls.managerName and mtls.workerName are the same, so every worker would have the rights of a manager: give them two certificates with two names" }}
{{- end }}
{{- if and $mtls.enabled .Values.manager.ingress.enabled (not .Values.manager.ingress.annotations) (not .Values.manager.service.annotations) }}
{{- fail "mtls.enabled makes managers speak HTTPS, which an ingress controller has to be told: set manager.ingress.annotations, for instance {nginx.ingress.kubernetes.io/backend-protocol: HTTPS}, or manager.service.annotations if yours looks there" }}
{{- end }}
{{- end }}

{{/*
Looks into a Secret of the user's that is said to have digests, where the cluster can be asked. The keys of callers are optional for
pods, so a digest that is missing beside its token would lock everybody out who bears that, without a word.
*/}}
{{- define "dayshift.validateTokens" -}}
{{- $tokens := .Values.tokens }}
{{- if and $tokens.existingSecret $tokens.digests }}
{{- $secret := lookup "v1" "Secret" .Release.Namespace $tokens.existingSecret }}
{{- $data := default dict $secret.data }}
{{- $missing := list }}
{{- range ternary (list "monitor") (list "worker" "manager" "monitor") .Values.mtls.enabled | concat (list "submit" "read" "operate") }}
{{- if and (get $data .) (not (get $data (printf "%s.sha256" .))) }}{{ $missing = append $missing (printf "%s.sha256" .) }}{{ end }}
{{- end }}
{{- if $missing }}
{{- fail (printf "tokens.digests says that the Secret %s has digests, and beside its tokens it has no %s, so whoever bears those would be turned away: add these keys (docs/kubernetes.md, Install, shows how they are made), or set tokens.digests=false" $tokens.existingSecret (join ", " $missing)) }}
{{- end }}
{{- end }}
{{- end }}

{{/* Takes (list . name pool). */}}
{{- define "dayshift.validatePool" -}}
{{- $root := index . 0 }}
{{- $at := printf "workerPools.%s" (index . 1) }}
{{- $pool := index . 2 }}
{{- include "dayshift.validateConfig" (list (printf "%s.config" $at) $pool.config) }}
{{- include "dayshift.validateLabels" (list (printf "%s.podLabels" $at) $pool.podLabels) }}
{{- if not $pool.image.repository }}
{{- fail (printf "%s has no image, and none of Dayshift is published: build it (docs/images.md), push it to a registry of yours, and set worker.image.repository=registry.example/dayshift-worker" $at) }}
{{- end }}
{{- if and $root.Values.mtls.enabled (hasPrefix "http://" $pool.address) }}
{{- fail (printf "%s.address begins with http://, and with mtls.enabled workers answer https alone: write https://, or leave it empty" $at) }}
{{- end }}
{{- if and (eq (toString $pool.maxSurge | trimSuffix "%") "0") (eq (toString $pool.maxUnavailable | trimSuffix "%") "0") }}
{{- fail (printf "%s.maxSurge and %s.maxUnavailable are both 0, so an update could neither start a worker nor stop one: set maxSurge to 1 or more where nodes have room for it, else maxUnavailable" $at $at) }}
{{- end }}
{{- $places := list }}
{{- range list "existingClaim" "configMap" "image" }}
{{- if get $pool.handlers . }}{{ $places = append $places . }}{{ end }}
{{- end }}
{{- if gt (len $places) 1 }}
{{- fail (printf "%s.handlers come from more than one place: keep one of %s" $at (join " and " $places)) }}
{{- end }}
{{- $scaling := $pool.autoscaling }}
{{- if gt (int $scaling.minReplicas) (int $scaling.maxReplicas) }}
{{- fail (printf "%s.autoscaling.minReplicas is more than its maxReplicas: lower the one or raise the other" $at) }}
{{- end }}
{{- if $scaling.enabled }}
{{- if not (or $scaling.tasksPerWorker $pool.capacity) }}
{{- fail (printf "%s.autoscaling has to know how many tasks are work for one worker: set %s.capacity, or its autoscaling.tasksPerWorker" $at $at) }}
{{- end }}
{{- if and (eq $scaling.trigger "prometheus") (not $scaling.prometheusAddress) }}
{{- fail (printf "%s.autoscaling.trigger is prometheus: set its autoscaling.prometheusAddress, for instance http://prometheus-operated.monitoring:9090, or take the trigger stats" $at) }}
{{- end }}
{{- if and (eq $scaling.trigger "prometheus") (not $root.Values.metrics.serviceMonitor.enabled) }}
{{- fail (printf "%s.autoscaling.trigger is prometheus, which has to have this release's figures: set metrics.serviceMonitor.enabled=true, or take the trigger stats" $at) }}
{{- end }}
{{- end }}
{{- end }}
