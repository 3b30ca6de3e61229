{{/* Front part of all names. At most 40 characters, so that what Kubernetes appends for pods still fits into 63. */}}
{{- define "dayshift.fullname" -}}
{{- $chart := default .Chart.Name .Values.nameOverride }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride }}
{{- else if contains $chart .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $chart | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* Labels of all pods of the release; they never change. */}}
{{- define "dayshift.releaseLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Labels that select the pods of one component; they never change. Takes (list . "manager"). */}}
{{- define "dayshift.selectorLabels" -}}
{{ include "dayshift.releaseLabels" (index . 0) }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* Labels of every resource. Takes (list . "manager"). */}}
{{- define "dayshift.labels" -}}
{{- $root := index . 0 -}}
{{ include "dayshift.selectorLabels" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- with $root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Image with its tag and digest. Takes (list . .Values.manager.image). */}}
{{- define "dayshift.image" -}}
{{- $root := index . 0 -}}
{{- $image := index . 1 -}}
{{ $image.repository }}:{{ default $root.Chart.AppVersion $image.tag }}
{{- with $image.digest }}@{{ . }}{{ end }}
{{- end }}

{{/* Takes (list . .Values.manager "manager"). */}}
{{- define "dayshift.serviceAccountName" -}}
{{- $account := (index . 1).serviceAccount }}
{{- if $account.create }}
{{- default (printf "%s-%s" (include "dayshift.fullname" (index . 0)) (index . 2)) $account.name }}
{{- else }}
{{- default "default" $account.name }}
{{- end }}
{{- end }}

{{- define "dayshift.tokensSecretName" -}}
{{- default (printf "%s-tokens" (include "dayshift.fullname" .)) .Values.tokens.existingSecret }}
{{- end }}

{{/*
Lays one map over another, in place: maps are merged, anything else replaces, 0 and false too (which Sprig's own merge
takes for nothing). Takes (list base over).
*/}}
{{- define "dayshift.overlay" -}}
{{- $base := index . 0 }}
{{- range $key, $value := index . 1 }}
{{- if and (kindIs "map" $value) (kindIs "map" (get $base $key)) }}
{{- include "dayshift.overlay" (list (get $base $key) $value) }}
{{- else }}
{{- $_ := set $base $key $value }}
{{- end }}
{{- end }}
{{- end }}

{{/* Properties of managers, as YAML. */}}
{{- define "dayshift.managerConfig" -}}
{{- $config := deepCopy .Values.config }}
{{- include "dayshift.overlay" (list $config .Values.manager.config) }}
{{- toYaml $config }}
{{- end }}

{{/*
Properties of the workers of a pool, as YAML. Labels stand here because environment variables would lose the case of their
keys; [..] keeps dots and dashes. Takes (list . pool).
*/}}
{{- define "dayshift.workerConfig" -}}
{{- $pool := index . 1 }}
{{- $labels := dict }}
{{- range $key, $value := $pool.labels }}
{{- $_ := set $labels (printf "[%s]" $key) $value }}
{{- end }}
{{- $config := deepCopy (index . 0).Values.config }}
{{- include "dayshift.overlay" (list $config $pool.config) }}
{{- if $labels }}
{{- include "dayshift.overlay" (list $config (dict "dayshift" (dict "worker" (dict "labels" $labels)))) }}
{{- end }}
{{- toYaml $config }}
{{- end }}

{{/* Annotations of a crew pod: a change of its properties restarts it. Takes (list . .Values.manager properties). */}}
{{- define "dayshift.podAnnotations" -}}
{{- $root := index . 0 -}}
checksum/config: {{ sha256sum (index . 2) }}
{{- if $root.Values.metrics.scrapeAnnotations }}
prometheus.io/scrape: "true"
prometheus.io/scheme: {{ include "dayshift.scheme" $root }}
prometheus.io/path: /actuator/prometheus
prometheus.io/port: {{ $root.Values.management.port | quote }}
{{- end }}
{{- with (index . 1).podAnnotations }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Where a pod may run. Takes values with nodeSelector, tolerations, affinity and priorityClassName. */}}
{{- define "dayshift.placement" -}}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* What every pod has. */}}
{{- define "dayshift.anyPod" -}}
automountServiceAccountToken: false
# Off, or the variables that Kubernetes makes for Services (DAYSHIFT_REDIS_PORT=tcp://...) would be read as properties.
enableServiceLinks: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/*
What every crew pod has beside its containers. Takes (list . values "manager" labels), where labels, as YAML, are those that
select the pods to be spread.
*/}}
{{- define "dayshift.podSettings" -}}
{{- $root := index . 0 -}}
{{- $values := index . 1 -}}
serviceAccountName: {{ include "dayshift.serviceAccountName" (list $root (index $root.Values (index . 2)) (index . 2)) }}
{{ include "dayshift.anyPod" $root }}
securityContext:
  runAsNonRoot: true
  {{- with $root.Values.runAsUser }}
  runAsUser: {{ int64 . }}
  runAsGroup: {{ int64 . }}
  {{- end }}
  seccompProfile:
    type: RuntimeDefault
topologySpreadConstraints:
  {{- if $values.topologySpreadConstraints }}
  {{- toYaml $values.topologySpreadConstraints | nindent 2 }}
  {{- else }}
  {{- $labels := index . 3 }}
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- $labels | nindent 8 }}
    # Pods of the version before, which are about to go, do not count.
    matchLabelKeys:
      - pod-template-hash
  {{- end }}
  {{- end }}
{{- with include "dayshift.placement" $values }}
{{ . | trim }}
{{- end }}
{{- end }}

{{- define "dayshift.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end }}

{{/*
Liveness looks at the process alone, readiness at Redis too, whose answer may take up to 2 s. Takes (list . values).
*/}}
{{- define "dayshift.probes" -}}
{{- $scheme := include "dayshift.scheme" (index . 0) | upper -}}
startupProbe:
  httpGet:
    path: /actuator/health/liveness
    port: management
    scheme: {{ $scheme }}
  periodSeconds: 2
  timeoutSeconds: 3
  failureThreshold: {{ div (add (index . 1).startSeconds 1) 2 }}
livenessProbe:
  httpGet:
    path: /actuator/health/liveness
    port: management
    scheme: {{ $scheme }}
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 3
readinessProbe:
  httpGet:
    path: /actuator/health/readiness
    port: management
    scheme: {{ $scheme }}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
{{- end }}

{{/* Ports of a crew container. Takes (list . port). */}}
{{- define "dayshift.ports" -}}
- name: http
  containerPort: {{ index . 1 }}
- name: management
  containerPort: {{ (index . 0).Values.management.port }}
{{- end }}

{{- define "dayshift.tokensPath" -}}
/etc/dayshift-tokens
{{- end }}

{{/* How everybody speaks to managers and workers. */}}
{{- define "dayshift.scheme" -}}
http{{ if .Values.mtls.enabled }}s{{ end }}
{{- end }}

{{/* Name in the certificate of a component. Takes (list . "manager"). */}}
{{- define "dayshift.certificateName" -}}
{{- $root := index . 0 -}}
{{- default (printf "%s-%s" (include "dayshift.fullname" $root) (index . 1)) (get $root.Values.mtls (printf "%sName" (index . 1))) }}
{{- end }}

{{/*
TLS with a certificate of the component's own, read again when it changes. Takes (list . "want"), or "need" where nobody
comes without a certificate. Nobody has to show one at the port of health, where the kubelet has none.
*/}}
{{- define "dayshift.mtlsEnv" -}}
{{- $root := index . 0 }}
{{- if $root.Values.mtls.enabled }}
- name: SPRING_SSL_BUNDLE_PEM_CREW_KEYSTORE_CERTIFICATE
  value: file:/etc/dayshift-tls/tls.crt
- name: SPRING_SSL_BUNDLE_PEM_CREW_KEYSTORE_PRIVATEKEY
  value: file:/etc/dayshift-tls/tls.key
- name: SPRING_SSL_BUNDLE_PEM_CREW_TRUSTSTORE_CERTIFICATE
  value: file:/etc/dayshift-tls/ca.crt
- name: SPRING_SSL_BUNDLE_PEM_CREW_RELOADONUPDATE
  value: "true"
- name: SERVER_SSL_BUNDLE
  value: crew
- name: SERVER_SSL_CLIENTAUTH
  value: {{ index . 1 }}
- name: MANAGEMENT_SERVER_SSL_BUNDLE
  value: crew
- name: DAYSHIFT_CLIENT_SSLBUNDLE
  value: crew
- name: DAYSHIFT_SECURITY_CERTIFICATES_MANAGER
  value: {{ include "dayshift.certificateName" (list $root "manager") }}
- name: DAYSHIFT_SECURITY_CERTIFICATES_WORKER
  value: {{ include "dayshift.certificateName" (list $root "worker") }}
{{- end }}
{{- end }}

{{/* Environment that managers and workers share. Takes (list . values port). */}}
{{- define "dayshift.env" -}}
{{- $root := index . 0 -}}
{{- $profiles := $root.Values.profiles -}}
{{- if $root.Values.logging.json }}{{ $profiles = append $profiles "json" }}{{ end -}}
- name: SERVER_ADDRESS
  value: 0.0.0.0
- name: SERVER_PORT
  value: {{ index . 2 | quote }}
- name: MANAGEMENT_SERVER_ADDRESS
  value: 0.0.0.0
- name: MANAGEMENT_SERVER_PORT
  value: {{ $root.Values.management.port | quote }}
- name: SPRING_CONFIG_ADDITIONALLOCATION
  value: file:/etc/dayshift/
{{- with $profiles }}
- name: SPRING_PROFILES_ACTIVE
  value: {{ join "," . }}
{{- end }}
- name: DAYSHIFT_NAMESPACE
  value: {{ $root.Values.redis.namespace | quote }}
{{- include "dayshift.redisEnv" $root }}
# Read again while the service runs, so that tokens change without a restart.
- name: DAYSHIFT_SECURITY_TOKENDIRECTORY
  value: {{ include "dayshift.tokensPath" . }}
{{- with (index . 1).javaOptions }}
# Read by the java launcher alone, so tools run in the pod keep their own settings.
- name: JDK_JAVA_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- end }}

{{/* The user's own variables. Takes (list values "manager" env), where env, as YAML, is what the chart has set. */}}
{{- define "dayshift.extraEnv" -}}
{{- $own := dict }}
{{- range fromYamlArray (index . 2) }}
{{- $_ := set $own .name true }}
{{- end }}
{{- $component := index . 1 }}
{{- range (index . 0).extraEnv }}
{{- if hasKey $own .name }}
{{- fail (printf "%s.extraEnv sets %s, which the chart sets itself: take it out of extraEnv and set the value of the chart that it stands for (see values.yaml)" $component .name) }}
{{- end }}
{{- end }}
{{- with (index . 0).extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "dayshift.secretVariable" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end }}

{{/* A variable with the password of the built-in Redis. Takes (list . "REDISCLI_AUTH"). */}}
{{- define "dayshift.builtInPassword" -}}
{{- $root := index . 0 -}}
{{- $own := $root.Values.redis.builtIn.existingSecret -}}
{{- $name := default (printf "%s-redis" (include "dayshift.fullname" $root)) $own.name -}}
{{ include "dayshift.secretVariable" (list (index . 1) $name (ternary $own.key "password" (not (empty $own.name)))) }}
{{- end }}

{{/* Where Redis is and who asks; dayshift.validate has seen to it that it is one place. */}}
{{- define "dayshift.redisEnv" -}}
{{- $redis := .Values.redis }}
{{- if $redis.url }}
- name: SPRING_DATA_REDIS_URL
  value: {{ $redis.url | quote }}
{{- else if $redis.existingSecret.name }}
{{ include "dayshift.secretVariable" (list "SPRING_DATA_REDIS_URL" $redis.existingSecret.name $redis.existingSecret.key) }}
{{- else if $redis.host }}
- name: SPRING_DATA_REDIS_HOST
  value: {{ $redis.host | quote }}
- name: SPRING_DATA_REDIS_PORT
  value: {{ $redis.port | quote }}
{{- else if $redis.sentinel.nodes }}
- name: SPRING_DATA_REDIS_SENTINEL_MASTER
  value: {{ $redis.sentinel.master | quote }}
- name: SPRING_DATA_REDIS_SENTINEL_NODES
  value: {{ join "," $redis.sentinel.nodes | quote }}
{{- else if $redis.cluster.nodes }}
- name: SPRING_DATA_REDIS_CLUSTER_NODES
  value: {{ join "," $redis.cluster.nodes | quote }}
{{- else if $redis.builtIn.existingSecret.name }}
- name: SPRING_DATA_REDIS_HOST
  value: {{ include "dayshift.fullname" . }}-redis
{{ include "dayshift.builtInPassword" (list . "SPRING_DATA_REDIS_PASSWORD") }}
{{- else }}
{{ include "dayshift.secretVariable" (list "SPRING_DATA_REDIS_URL" (printf "%s-redis" (include "dayshift.fullname" .)) "url") }}
{{- end }}
{{- with $redis.auth.existingSecret }}
{{- with $redis.auth.usernameKey }}
{{ include "dayshift.secretVariable" (list "SPRING_DATA_REDIS_USERNAME" $redis.auth.existingSecret .) }}
{{- end }}
{{ include "dayshift.secretVariable" (list "SPRING_DATA_REDIS_PASSWORD" . $redis.auth.passwordKey) }}
{{- with $redis.auth.sentinelUsernameKey }}
{{ include "dayshift.secretVariable" (list "SPRING_DATA_REDIS_SENTINEL_USERNAME" $redis.auth.existingSecret .) }}
{{- end }}
{{- with $redis.auth.sentinelPasswordKey }}
{{ include "dayshift.secretVariable" (list "SPRING_DATA_REDIS_SENTINEL_PASSWORD" $redis.auth.existingSecret .) }}
{{- end }}
{{- end }}
{{- if $redis.tls.enabled }}
{{- if or $redis.tls.caSecret $redis.tls.clientSecret }}
- name: SPRING_DATA_REDIS_SSL_BUNDLE
  value: redis
{{- else }}
- name: SPRING_DATA_REDIS_SSL_ENABLED
  value: "true"
{{- end }}
{{- if $redis.tls.caSecret }}
- name: SPRING_SSL_BUNDLE_PEM_REDIS_TRUSTSTORE_CERTIFICATE
  value: file:/etc/dayshift-redis/ca/{{ $redis.tls.caKey }}
{{- end }}
{{- if $redis.tls.clientSecret }}
- name: SPRING_SSL_BUNDLE_PEM_REDIS_KEYSTORE_CERTIFICATE
  value: file:/etc/dayshift-redis/client/tls.crt
- name: SPRING_SSL_BUNDLE_PEM_REDIS_KEYSTORE_PRIVATEKEY
  value: file:/etc/dayshift-redis/client/tls.key
{{- end }}
{{- end }}
{{- if $redis.waitReplicas }}
- name: DAYSHIFT_REDIS_WAITREPLICAS
  value: {{ $redis.waitReplicas | quote }}
{{- end }}
{{- end }}

{{/*
The value of a key in a Secret: the one that the cluster already has, else a random one, in base64.
Takes (list . secretName key).
*/}}
{{- define "dayshift.keptSecret" -}}
{{- $root := index . 0 }}
{{- $secret := lookup "v1" "Secret" $root.Release.Namespace (index . 1) }}
{{- $data := default dict $secret.data }}
{{- default (randAlphaNum 40 | b64enc) (get $data (index . 2)) }}
{{- end }}

{{/* Takes (list . values). */}}
{{- define "dayshift.volumeMounts" -}}
{{- $tls := (index . 0).Values.redis.tls -}}
- name: config
  mountPath: /etc/dayshift
  readOnly: true
- name: tmp
  mountPath: /tmp
- name: tokens
  mountPath: {{ include "dayshift.tokensPath" . }}
  readOnly: true
{{- if (index . 0).Values.mtls.enabled }}
- name: tls
  mountPath: /etc/dayshift-tls
  readOnly: true
{{- end }}
{{- if and $tls.enabled $tls.caSecret }}
- name: redis-ca
  mountPath: /etc/dayshift-redis/ca
  readOnly: true
{{- end }}
{{- if and $tls.enabled $tls.clientSecret }}
- name: redis-client
  mountPath: /etc/dayshift-redis/client
  readOnly: true
{{- end }}
{{- with (index . 1).extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/*
The SHA-256 digests of tokens, for those who have but to know them again: sha256: and 64 hexadecimal digits for each, parted by
commas. What is a digest already stays one. Takes the text of a key.
*/}}
{{- define "dayshift.digests" -}}
{{- $digests := list }}
{{- range regexSplit "[,\\s]+" . -1 }}
{{- if hasPrefix "sha256:" . }}
{{- $digests = append $digests . }}
{{- else if . }}
{{- $digests = append $digests (printf "sha256:%s" (sha256sum .)) }}
{{- end }}
{{- end }}
{{- join "," $digests }}
{{- end }}

{{/*
The tokens that a service needs, a file for each role, and no others; in plain only those that it shows, which are those of its
own role. Callers may come with JWTs alone, so a Secret of the user's may lack their keys; without those of the crew the pod does
not start. With certificates the crew has no tokens; then that of monitor has to be there, for a folder without any token is a
mistake. Takes (list . callerRoles "manager").
*/}}
{{- define "dayshift.tokensVolume" -}}
{{- $root := index . 0 -}}
{{- $own := index . 2 -}}
{{- $name := include "dayshift.tokensSecretName" $root -}}
{{- $needed := ternary (list "monitor") (list "worker" "manager") $root.Values.mtls.enabled -}}
{{- $callers := ternary (without (index . 1) "monitor") (index . 1) $root.Values.mtls.enabled -}}
- name: tokens
  projected:
    # Readable for every user in the pod, which has but one: a group of its own for volumes would change the owner of others.
    defaultMode: 0444
    sources:
      - secret:
          name: {{ $name }}
          items:
            {{- include "dayshift.tokenItems" (list $root $needed $own) | nindent 12 }}
      {{- with $callers }}
      - secret:
          name: {{ $name }}
          items:
            {{- include "dayshift.tokenItems" (list $root . $own) | nindent 12 }}
          {{- if $root.Values.tokens.existingSecret }}
          optional: true
          {{- end }}
      {{- end }}
{{- end }}

{{/* Not empty when pods get digests of the tokens that they have but to know: as it is said, else from the chart's own Secret. */}}
{{- define "dayshift.givesDigests" -}}
{{- $tokens := .Values.tokens }}
{{- if ternary (not $tokens.existingSecret) $tokens.digests (kindIs "invalid" $tokens.digests) }}true{{ end }}
{{- end }}

{{/* Files called like roles. Takes (list . roles "manager"). */}}
{{- define "dayshift.tokenItems" -}}
{{- $digests := include "dayshift.givesDigests" (index . 0) -}}
{{- $own := index . 2 -}}
{{- range index . 1 }}
{{- $plain := or (eq . $own) (not $digests) }}
- key: {{ . }}{{ if not $plain }}.sha256{{ end }}
  path: {{ . }}
{{- end }}
{{- end }}

{{/* Files called like their keys. */}}
{{- define "dayshift.items" -}}
{{- range . }}
- key: {{ . }}
  path: {{ . }}
{{- end }}
{{- end }}

{{/* Takes (list . values configMapName callerRoles "manager"). */}}
{{- define "dayshift.volumes" -}}
{{- $root := index . 0 -}}
{{- $tls := $root.Values.redis.tls -}}
- name: config
  configMap:
    name: {{ index . 2 }}
- name: tmp
  emptyDir:
    sizeLimit: {{ $root.Values.tmpSizeLimit }}
{{ include "dayshift.tokensVolume" (list $root (index . 3) (index . 4)) }}
{{- if $root.Values.mtls.enabled }}
- name: tls
  secret:
    secretName: {{ get $root.Values.mtls (printf "%sSecret" (index . 4)) }}
    items:
      {{- include "dayshift.items" (list "tls.crt" "tls.key" "ca.crt") | nindent 6 }}
{{- end }}
{{- if and $tls.enabled $tls.caSecret }}
- name: redis-ca
  secret:
    secretName: {{ $tls.caSecret }}
{{- end }}
{{- if and $tls.enabled $tls.clientSecret }}
- name: redis-client
  secret:
    secretName: {{ $tls.clientSecret }}
{{- end }}
{{- with (index . 1).extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Selects the series that this release's ServiceMonitor brings. Takes (list . "manager"). */}}
{{- define "dayshift.series" -}}
namespace="{{ (index . 0).Release.Namespace }}",job="{{ include "dayshift.fullname" (index . 0) }}-{{ index . 1 }}-metrics"
{{- end }}
