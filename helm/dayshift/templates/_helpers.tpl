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

{{/* Labels that select the pods of one component; they never change. Takes (list . "manager"). */}}
{{- define "dayshift.selectorLabels" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ default $root.Chart.Name $root.Values.nameOverride }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* Labels of every resource. Takes (list . "manager"). */}}
{{- define "dayshift.labels" -}}
{{- $root := index . 0 -}}
{{ include "dayshift.selectorLabels" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Image with its tag. Takes (list . .Values.manager.image). */}}
{{- define "dayshift.image" -}}
{{- $root := index . 0 -}}
{{- $image := index . 1 -}}
{{ $image.repository }}:{{ default $root.Chart.AppVersion $image.tag }}
{{- end }}

{{- define "dayshift.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "dayshift.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "dayshift.tokensSecretName" -}}
{{- default (printf "%s-tokens" (include "dayshift.fullname" .)) .Values.tokens.existingSecret }}
{{- end }}

{{/* Annotations of a crew pod: a change of its ConfigMap restarts it. Takes (list . .Values.manager port configMapFile). */}}
{{- define "dayshift.podAnnotations" -}}
{{- $root := index . 0 -}}
{{- $values := index . 1 -}}
checksum/config: {{ include (print $root.Template.BasePath "/" (index . 3)) $root | sha256sum }}
{{- if $root.Values.metrics.scrapeAnnotations }}
prometheus.io/scrape: "true"
prometheus.io/path: /actuator/prometheus
prometheus.io/port: {{ index . 2 | quote }}
{{- end }}
{{- with $values.podAnnotations }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* What every crew pod has in common beside its container. Takes (list . .Values.manager "manager"). */}}
{{- define "dayshift.podSettings" -}}
{{- $root := index . 0 -}}
{{- $values := index . 1 -}}
serviceAccountName: {{ include "dayshift.serviceAccountName" $root }}
automountServiceAccountToken: false
# Off, or the variables that Kubernetes makes for Services (DAYSHIFT_REDIS_PORT=tcp://...) would be read as properties.
enableServiceLinks: false
{{- with $root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  {{- with $root.Values.runAsUser }}
  runAsUser: {{ int64 . }}
  runAsGroup: {{ int64 . }}
  {{- end }}
  seccompProfile:
    type: RuntimeDefault
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "dayshift.selectorLabels" (list $root (index . 2)) | nindent 8 }}
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "dayshift.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end }}

{{/* Liveness looks at the process alone, readiness at Redis too, whose answer may take up to 2 s. */}}
{{- define "dayshift.probes" -}}
startupProbe:
  httpGet:
    path: /actuator/health/liveness
    port: http
  periodSeconds: 2
  timeoutSeconds: 3
  failureThreshold: 60
livenessProbe:
  httpGet:
    path: /actuator/health/liveness
    port: http
  periodSeconds: 10
  timeoutSeconds: 3
  failureThreshold: 3
readinessProbe:
  httpGet:
    path: /actuator/health/readiness
    port: http
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
{{- end }}

{{/* Environment that managers and workers share. Takes (list . .Values.manager port roles). */}}
{{- define "dayshift.env" -}}
{{- $root := index . 0 -}}
{{- $values := index . 1 -}}
- name: SERVER_ADDRESS
  value: 0.0.0.0
- name: SERVER_PORT
  value: {{ index . 2 | quote }}
- name: SPRING_CONFIG_ADDITIONALLOCATION
  value: file:/etc/dayshift/
{{- if $root.Values.logging.json }}
- name: SPRING_PROFILES_ACTIVE
  value: json
{{- end }}
- name: DAYSHIFT_NAMESPACE
  value: {{ $root.Values.redis.namespace | quote }}
{{- include "dayshift.redisEnv" $root }}
{{- range index . 3 }}
- name: DAYSHIFT_SECURITY_TOKENS_{{ upper . }}
  valueFrom:
    secretKeyRef:
      name: {{ include "dayshift.tokensSecretName" $root }}
      key: {{ . }}
{{- end }}
{{- with $values.javaOptions }}
# Read by the java launcher alone, so tools run in the pod keep their own settings.
- name: JDK_JAVA_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- end }}

{{/* "true" when `config` describes a Sentinel or Cluster Redis, nested or as dotted keys. */}}
{{- define "dayshift.redisInConfig" -}}
{{- $nested := dig "spring" "data" "redis" dict .Values.config }}
{{- $found := or (hasKey $nested "sentinel") (hasKey $nested "cluster") }}
{{- range $key, $ignored := .Values.config }}
{{- if regexMatch "^spring\\.data\\.redis\\.(sentinel|cluster)\\b" $key }}
{{- $found = true }}
{{- end }}
{{- end }}
{{- if $found }}true{{ end }}
{{- end }}

{{/* Where Redis is. Fails unless exactly one place is named. */}}
{{- define "dayshift.redisEnv" -}}
{{- $redis := .Values.redis }}
{{- $named := list }}
{{- if $redis.url }}{{ $named = append $named "redis.url" }}{{ end }}
{{- if $redis.existingSecret.name }}{{ $named = append $named "redis.existingSecret.name" }}{{ end }}
{{- if include "dayshift.redisInConfig" . }}{{ $named = append $named "config (spring.data.redis)" }}{{ end }}
{{- if $redis.builtIn.enabled }}{{ $named = append $named "redis.builtIn.enabled" }}{{ end }}
{{- if not $named }}
{{- fail "no Redis: set redis.url or redis.existingSecret.name, or redis.builtIn.enabled=true to try things out" }}
{{- end }}
{{- if gt (len $named) 1 }}
{{- fail (printf "more than one Redis: %s are set, keep one; with a Redis of your own set redis.builtIn.enabled=false" (join " and " $named)) }}
{{- end }}
{{- if regexMatch "^rediss?://[^/?]*@" $redis.url }}
{{- fail "redis.url carries a password, which everybody who may look at Deployments could read: put the URL into a Secret and name it in redis.existingSecret.name" }}
{{- end }}
{{- if $redis.url }}
- name: SPRING_DATA_REDIS_URL
  value: {{ $redis.url | quote }}
{{- else if $redis.existingSecret.name }}
- name: SPRING_DATA_REDIS_URL
  valueFrom:
    secretKeyRef:
      name: {{ $redis.existingSecret.name }}
      key: {{ $redis.existingSecret.key }}
{{- else if $redis.builtIn.enabled }}
- name: SPRING_DATA_REDIS_URL
  valueFrom:
    secretKeyRef:
      name: {{ include "dayshift.fullname" . }}-redis
      key: url
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

{{- define "dayshift.volumeMounts" -}}
- name: config
  mountPath: /etc/dayshift
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- with .extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Takes (list . .Values.manager "manager"). */}}
{{- define "dayshift.volumes" -}}
{{- $root := index . 0 -}}
{{- $values := index . 1 -}}
- name: config
  configMap:
    name: {{ include "dayshift.fullname" $root }}-{{ index . 2 }}
- name: tmp
  emptyDir:
    sizeLimit: {{ $root.Values.tmpSizeLimit }}
{{- with $values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}
