{{- define "sugang.dnsEgress" -}}
- to:
    {{- toYaml .Values.networkPolicy.dns.to | nindent 4 }}
  ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
{{- end -}}

{{/* The way to a server: to the demo's pod, or to where the values say it is. */}}
{{- define "sugang.serverEgress" -}}
{{- $at := index .root.Values.networkPolicy .server -}}
{{- $root := .root -}}
{{- $serves := .server -}}
{{- if $root.Values.demo.enabled -}}
{{- range $name, $demo := include "sugang.demoServers" $root | fromJson -}}
{{- if eq $demo.serves $serves -}}
- to:
    - podSelector:
        matchLabels:
          {{- include "sugang.selector" (dict "root" $root "component" $name) | nindent 10 }}
  ports: [{ port: server }]
{{- end -}}
{{- end -}}
{{- else -}}
- ports: [{ port: {{ $at.port }} }]
  {{- with $at.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end -}}
