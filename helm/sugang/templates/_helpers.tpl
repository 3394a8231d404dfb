{{- define "sugang.fullname" -}}
{{- /* With a service's name (21) and a suffix (10) it stays within the 63 characters of a label. */ -}}
{{- .Values.fullnameOverride | default .Release.Name | trunc 30 | trimSuffix "-" -}}
{{- end -}}

{{/* Labels that select pods: of the release, and with `component` of one service. */}}
{{- define "sugang.selector" -}}
app.kubernetes.io/name: sugang
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end -}}

{{- define "sugang.labels" -}}
{{ include "sugang.selector" . }}
app.kubernetes.io/part-of: sugang
app.kubernetes.io/version: {{ .version | default (include "sugang.tag" (dict "root" .root)) | trunc 63 | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name (.root.Chart.Version | replace "+" "_") }}
{{- end -}}

{{/* Of pods: nothing that changes with the chart or with another service's version, or all would be rolled with it. */}}
{{- define "sugang.podLabels" -}}
{{ include "sugang.selector" . }}
app.kubernetes.io/part-of: sugang
app.kubernetes.io/version: {{ .version | trunc 63 | quote }}
{{- end -}}

{{- define "sugang.tag" -}}
{{- $own := dig "image" "tag" "" (.service | default dict) -}}
{{- $own | default .root.Values.image.tag | default .root.Chart.AppVersion -}}
{{- end -}}

{{/* A service with its own tag does not get the digest of the common image. */}}
{{- define "sugang.image" -}}
{{- $own := dig "image" dict (.service | default dict) -}}
{{- $digest := $own.digest | default (empty $own.tag | ternary .root.Values.image.digest "") -}}
{{ .root.Values.image.repository }}:{{ include "sugang.tag" . }}{{ with $digest }}@{{ . }}{{ end }}
{{- end -}}

{{- define "sugang.serviceAccount" -}}
{{- if .root.Values.serviceAccount.create -}}
{{ include "sugang.fullname" .root }}-{{ .name }}
{{- else -}}
{{ .root.Values.serviceAccount.name | default "default" }}
{{- end -}}
{{- end -}}

{{/* Only an existing account: one that the chart creates does not exist yet when a hook runs. */}}
{{- define "sugang.hookServiceAccount" -}}
{{- if and .Values.serviceAccount.name (not .Values.serviceAccount.create) -}}
serviceAccountName: {{ .Values.serviceAccount.name }}
{{- end -}}
{{- end -}}

{{/* The version in the names of RabbitMQ queues; a test compares it with the code. */}}
{{- define "sugang.queueVersion" -}}.v32ecd7{{- end -}}

{{/* Volumes and mounts that every pod of the image has: a writable /tmp and the CA certificates. */}}
{{- define "sugang.volumes" -}}
- { name: tmp, emptyDir: { sizeLimit: 64Mi } }
{{- with .Values.caBundle.configMap }}
- { name: ca-bundle, configMap: { name: {{ . }} } }
{{- end }}
{{- end -}}

{{- define "sugang.volumeMounts" -}}
- { name: tmp, mountPath: /tmp }
{{- if .Values.caBundle.configMap }}
- { name: ca-bundle, mountPath: /etc/sugang/ca, readOnly: true }
{{- end }}
{{- end -}}

{{/* Certificates in addition to those of Node.js. */}}
{{- define "sugang.caEnv" -}}
{{- if .Values.caBundle.configMap -}}
- { name: NODE_EXTRA_CA_CERTS, value: {{ printf "/etc/sugang/ca/%s" .Values.caBundle.key | quote }} }
{{- end -}}
{{- end -}}

{{/* Where a pod is scheduled. */}}
{{- define "sugang.scheduling" -}}
{{- range $key := list "nodeSelector" "tolerations" "affinity" }}
{{- with index $ $key }}
{{ $key }}:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end -}}

{{/* The enabled services by name, each with the defaults under what it says itself, and with both their further ways out and secrets; as JSON. */}}
{{- define "sugang.services" -}}
{{- $services := dict -}}
{{- range $name, $own := .Values.services -}}
{{- $service := mergeOverwrite (deepCopy $.Values.defaults) (deepCopy ($own | default dict)) -}}
{{- range $further := list "egress" "optionalSecrets" -}}
{{- $_ := set $service $further (concat (index $.Values.defaults $further | default list) (dig $further list ($own | default dict) | default list) | uniq) -}}
{{- end -}}
{{- range $scaler := list "autoscaling" "keda" -}}
{{- with index $service $scaler -}}
{{- if and .enabled (gt (int .minReplicas) (int .maxReplicas)) }}{{ fail (printf "services.%s.%s: minReplicas is %v, more than maxReplicas, which is %v" $name $scaler .minReplicas .maxReplicas) }}{{ end -}}
{{- end -}}
{{- end -}}
{{- with $service.autoscaling -}}
{{- if and .enabled (not (or .targetCPU .targetMemory .metrics)) }}{{ fail (printf "services.%s.autoscaling has no metric: set targetCPU, targetMemory or metrics" $name) }}{{ end -}}
{{- if and .enabled .targetCPU (not (dig "requests" "cpu" "" $service.resources)) }}{{ fail (printf "services.%s.autoscaling.targetCPU is a percentage of resources.requests.cpu, which is not set" $name) }}{{ end -}}
{{- if and .enabled .targetMemory (not (dig "requests" "memory" "" $service.resources)) }}{{ fail (printf "services.%s.autoscaling.targetMemory is a percentage of resources.requests.memory, which is not set" $name) }}{{ end -}}
{{- end -}}
{{- if $service.enabled -}}{{- $_ := set $services $name $service -}}{{- end -}}
{{- end -}}
{{- toJson $services -}}
{{- end -}}

{{/* The services that one calls by HTTP: its own list, and for the entrance everything it leads to; as JSON. */}}
{{- define "sugang.callees" -}}
{{- $callees := list -}}
{{- range $name, $service := .services -}}
{{- if or (has $name $.service.calls) (and $.service.entrance $service.routed) -}}
{{- $callees = append $callees $name -}}
{{- end -}}
{{- end -}}
{{- toJson $callees -}}
{{- end -}}

{{/* A value that is set to null is left out: on OpenShift the platform chooses the user. */}}
{{- define "sugang.podSecurity" -}}
{{- $kept := dict -}}
{{- range $key, $value := .Values.podSecurityContext }}{{- if ne $value nil }}{{- $_ := set $kept $key $value }}{{- end }}{{- end -}}
{{- toYaml $kept -}}
{{- end -}}

{{- define "sugang.containerSecurity" -}}
{{- $kept := dict -}}
{{- range $key, $value := .Values.securityContext }}{{- if ne $value nil }}{{- $_ := set $kept $key $value }}{{- end }}{{- end -}}
{{- toYaml $kept -}}
{{- end -}}

{{/* One variable that names a server: from the demo, from a Secret, or as it stands. */}}
{{- define "sugang.serverEnv" -}}
{{- $at := index .root.Values .server -}}
- name: {{ .variable }}
{{- if .root.Values.demo.enabled }}
  valueFrom: { secretKeyRef: { name: {{ include "sugang.fullname" .root }}-demo, key: {{ .demoKey | default .variable }} } }
{{- else if $at.existingSecret }}
  valueFrom: { secretKeyRef: { name: {{ $at.existingSecret }}, key: {{ .key | default $at.key | replace "{service}" .name | quote }} } }
{{- else }}
  value: {{ required (printf "%s.url or %s.existingSecret must name a server (%s needs it), or demo.enabled brings small ones" .server .server .name) $at.url | quote }}
{{- end }}
{{- end -}}

{{/* The environment of one service. */}}
{{- define "sugang.env" -}}
{{- $root := .root -}}
{{- $name := .name -}}
{{- $service := .service -}}
{{- $full := include "sugang.fullname" $root -}}
{{- $plain := dict "PORT" $service.port "SUGANG_MANAGEMENT_PORT" (include "sugang.managementPort" $service) "LOG_LEVEL" $root.Values.logLevel "SUGANG_ISSUER" $root.Values.issuer "SUGANG_DRAIN_WAIT_MS" $root.Values.shutdown.drainWaitMs "SUGANG_SHUTDOWN_MS" $root.Values.shutdown.budgetMs -}}
{{- if not $service.entrance }}{{- with $root.Values.gatewayNetworks }}{{- $_ := set $plain "SUGANG_GATEWAYS" (join "," .) }}{{- end }}{{- end -}}
{{- if or $service.entrance (eq $name "identity") }}{{- with $root.Values.corsOrigins }}{{- $_ := set $plain "SUGANG_CORS_ORIGINS" (join "," .) }}{{- end }}{{- end -}}
{{- if $service.grpcPort }}{{- $_ := set $plain "SUGANG_GRPC_PORT" $service.grpcPort }}{{- end -}}
{{- /* With another identity provider the services discover its keys, and identity stores neither accounts nor keys. */}}
{{- $theirs := list -}}
{{- with $root.Values.oidc.issuer -}}
{{- $theirs = list "SUGANG_IDENTITY_KEY" "SUGANG_IDENTITY_KEY_PREVIOUS" "SUGANG_ADMIN_EMAIL" "SUGANG_ADMIN_PASSWORD" "SUGANG_SERVICE_CLIENTS" -}}
{{- range $key, $variable := dict "issuer" "OIDC_ISSUER" "audience" "OIDC_AUDIENCE" "roleClaim" "OIDC_ROLE_CLAIM" "roles" "OIDC_ROLES" "nameClaim" "OIDC_NAME_CLAIM" -}}
{{- with index $root.Values.oidc $key }}{{- $_ := set $plain $variable . }}{{- end -}}
{{- end -}}
{{- else -}}
{{- with .services.identity }}
{{- $_ := set $plain "SUGANG_JWKS_URL" (printf "http://%s-identity:%v/.well-known/jwks.json" $full .port) }}
{{- end -}}
{{- end -}}
{{- $disabled := list -}}
{{- range $each, $own := $root.Values.services -}}
{{- if and (not (hasKey $.services $each)) (dig "routed" $root.Values.defaults.routed ($own | default dict)) }}{{- $disabled = append $disabled $each }}{{- end -}}
{{- end -}}
{{- with $disabled }}{{- $_ := set $plain "SUGANG_DISABLED_SERVICES" (join "," .) }}{{- end -}}
{{- if $service.database }}
{{- $_ := set $plain "SUGANG_MIGRATIONS" (eq $root.Values.migrations.by "job" | ternary "by-command" "at-start") }}
{{- end -}}
{{- if $service.entrance -}}
{{- range $routed := include "sugang.callees" . | fromJsonArray -}}
{{- $_ := set $plain (printf "SUGANG_%s_URL" ($routed | upper | replace "-" "_")) (printf "http://%s-%s:%v" $full $routed (index $.services $routed).port) -}}
{{- end -}}
{{- end -}}
{{- $proxied := and $service.entrance (or $root.Values.ingress.enabled $root.Values.httpRoute.enabled) -}}
{{- if $proxied }}{{- $_ := set $plain "SUGANG_TRUSTED_PROXIES" 1 }}{{- end -}}
{{- $plain = mergeOverwrite $plain (deepCopy $root.Values.env) (deepCopy $service.env) -}}
{{- if and $proxied (eq "0" (get $plain "SUGANG_TRUSTED_PROXIES" | toString)) }}
{{- fail (printf "services.%s.env.SUGANG_TRUSTED_PROXIES is 0, but an ingress or route is on: all clients would share its address and its rate limits. Set it to the number of proxies in front of the %s, or leave it out for 1" $name $name) }}
{{- end -}}
{{- if and $root.Values.oidc.issuer (eq "true" (get $plain "SUGANG_DEMO" | toString)) }}
{{- fail "SUGANG_DEMO cannot be used with oidc.issuer, which manages the accounts: set env.SUGANG_DEMO to 'false'" }}
{{- end -}}
{{- range $variable, $value := $plain }}
{{- /* Helm parses integers as floats and would render 3600000 as 3.6e+06. */}}
{{- $whole := and (kindIs "float64" $value) (eq (floor $value) (float64 $value)) }}
- { name: {{ $variable }}, value: {{ tpl ($whole | ternary (printf "%.0f" (float64 $value)) (toString $value)) $root | quote }} }
{{- end }}
{{- if $service.database }}
{{ include "sugang.serverEnv" (dict "root" $root "name" $name "server" "database" "variable" "DATABASE_URL") }}
{{- end }}
{{- if $service.broker }}
{{ include "sugang.serverEnv" (dict "root" $root "name" $name "server" "broker" "variable" "BROKER_URL") }}
{{- end }}
{{- if $service.views }}
{{ include "sugang.serverEnv" (dict "root" $root "name" $name "server" "views" "variable" "VIEWS_URL") }}
{{- end }}
{{- $secret := $service.existingSecret | default $root.Values.existingSecret -}}
{{- if and $root.Values.demo.enabled (not $secret) }}{{ $secret = printf "%s-demo" $full }}{{ end -}}
{{- $secrets := list -}}
{{- range $variable := $service.secrets }}{{- if not (has $variable $theirs) }}{{- $secrets = append $secrets $variable }}{{- end }}{{- end -}}
{{- if and $secrets (not $secret) }}
{{- fail (printf "existingSecret must name a Secret with %s, which %s needs" (join ", " $secrets) $name) }}
{{- end -}}
{{- range $variable := $secrets }}
- { name: {{ $variable }}, valueFrom: { secretKeyRef: { name: {{ $secret }}, key: {{ $variable }} } } }
{{- end }}
{{- if $secret }}
{{- range $variable := $service.optionalSecrets }}
{{- if not (has $variable $theirs) }}
- { name: {{ $variable }}, valueFrom: { secretKeyRef: { name: {{ $secret }}, key: {{ $variable }}, optional: true } } }
{{- end }}
{{- end }}
{{- end }}
{{- with include "sugang.caEnv" $root }}
{{ . }}
{{- end }}
{{- with $service.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Metrics and probes have a port of their own, which no ingress exposes. */}}
{{- define "sugang.managementPort" -}}
{{- add .port 10000 -}}
{{- end -}}

{{- define "sugang.probe" -}}
httpGet: { path: /health/{{ .path }}, port: management }
{{ toYaml .settings }}
{{- end -}}

{{/* A pod for operator commands, with access to all stores and the broker. */}}
{{- define "sugang.toolboxPod" -}}
{{- $root := .root -}}
{{- $of := dict "root" $root "component" "toolbox" "version" (include "sugang.tag" (dict "root" $root)) -}}
metadata:
  labels:
    {{- include "sugang.podLabels" $of | nindent 4 }}
spec:
  {{- if .job }}
  restartPolicy: Never
  {{- end }}
  {{- with include "sugang.hookServiceAccount" $root }}
  {{- . | nindent 2 }}
  {{- end }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  securityContext:
    {{- include "sugang.podSecurity" $root | nindent 4 }}
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  containers:
    - name: {{ .name }}
      image: {{ include "sugang.image" (dict "root" $root) | quote }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args:
        {{- toYaml .args | nindent 8 }}
      env:
        - { name: LOG_LEVEL, value: {{ $root.Values.logLevel }} }
        {{- range $name, $service := include "sugang.services" $root | fromJson }}
        {{- if $service.database }}
        {{- include "sugang.serverEnv" (dict "root" $root "name" $name "server" "database" "variable" (printf "%s_DATABASE_URL" (upper $name)) "demoKey" "DATABASE_URL") | nindent 8 }}
        {{- end }}
        {{- end }}
        {{- include "sugang.serverEnv" (dict "root" $root "name" "toolbox" "server" "broker" "variable" "BROKER_URL") | nindent 8 }}
        {{- $views := false }}
        {{- range include "sugang.services" $root | fromJson }}{{ if .views }}{{ $views = true }}{{ end }}{{ end }}
        {{- if $views }}
        {{- include "sugang.serverEnv" (dict "root" $root "name" "toolbox" "server" "views" "variable" "VIEWS_URL") | nindent 8 }}
        {{- end }}
        {{- with include "sugang.caEnv" $root }}
        {{- . | nindent 8 }}
        {{- end }}
        {{- with $root.Values.toolbox.extraEnv }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      resources:
        {{- toYaml $root.Values.toolbox.resources | nindent 8 }}
      securityContext:
        {{- include "sugang.containerSecurity" $root | nindent 8 }}
      volumeMounts:
        {{- include "sugang.volumeMounts" $root | nindent 8 }}
        {{- with $root.Values.toolbox.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
  volumes:
    {{- include "sugang.volumes" $root | nindent 4 }}
    {{- with $root.Values.toolbox.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- include "sugang.scheduling" $root.Values.toolbox | nindent 2 }}
{{- end -}}
