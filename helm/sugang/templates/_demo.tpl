{{/* The servers of the demo by name; as JSON. */}}
{{- define "sugang.demoServers" -}}
{{- $images := .Values.demo.images -}}
{{- toJson (dict
  "mariadb" (dict
    "serves" "database" "image" $images.mariadb "port" 3306 "folder" "/var/lib/mysql" "user" 999
    "writes" (list "/run/mysqld" "/tmp")
    "env" (dict "MARIADB_ROOT_HOST" "%")
    "secrets" (dict "MARIADB_ROOT_PASSWORD" "database-password")
    "args" (list "--character-set-server=utf8mb4" "--transaction-isolation=READ-COMMITTED" "--max-connections=600")
    "ready" (list "healthcheck.sh" "--connect" "--innodb_initialized"))
  "rabbitmq" (dict
    "serves" "broker" "image" $images.rabbitmq "port" 5672 "folder" "/var/lib/rabbitmq" "user" 999
    "writes" (list "/etc/rabbitmq/conf.d" "/var/log/rabbitmq" "/tmp")
    "env" (dict "RABBITMQ_DEFAULT_USER" "sugang" "RABBITMQ_NODENAME" "rabbit@localhost")
    "secrets" (dict "RABBITMQ_DEFAULT_PASS" "broker-password")
    "args" list
    "ready" (list "rabbitmq-diagnostics" "-q" "check_port_connectivity"))
  "mongodb" (dict
    "serves" "views" "image" $images.mongodb "port" 27017 "folder" "/data/db" "user" 999
    "writes" (list "/data/configdb" "/tmp")
    "env" (dict "MONGO_INITDB_ROOT_USERNAME" "sugang")
    "secrets" (dict "MONGO_INITDB_ROOT_PASSWORD" "views-password")
    "args" list
    "ready" (list "mongosh" "--quiet" "--eval" "quit(db.adminCommand({ ping: 1 }).ok ? 0 : 1)"))
) -}}
{{- end -}}

{{/* What an earlier install has generated stays. */}}
{{- define "sugang.demoSecret" -}}
{{- $full := include "sugang.fullname" . -}}
{{- $kept := (lookup "v1" "Secret" .Release.Namespace (printf "%s-demo" $full)).data | default dict -}}
{{- $secret := dict -}}
{{- range $key := list "database-password" "broker-password" "views-password" "SUGANG_ADMIN_PASSWORD" -}}
{{- $_ := set $secret $key (hasKey $kept $key | ternary (index $kept $key | default "" | b64dec) (randAlphaNum 24)) -}}
{{- end -}}
{{- range $key := list "SUGANG_IDENTITY_KEY" "SUGANG_PAYMENT_TOKEN_KEY" -}}
{{- $_ := set $secret $key (hasKey $kept $key | ternary (index $kept $key | default "" | b64dec) (randBytes 32)) -}}
{{- end -}}
{{- $_ := set $secret "SUGANG_ADMIN_EMAIL" .Values.demo.adminEmail -}}
{{- $_ := set $secret "DATABASE_URL" (printf "mysql://root:%s@%s-mariadb:3306" (index $secret "database-password") $full) -}}
{{- $_ := set $secret "BROKER_URL" (printf "amqp://sugang:%s@%s-rabbitmq:5672" (index $secret "broker-password") $full) -}}
{{- $_ := set $secret "VIEWS_URL" (printf "mongodb://sugang:%s@%s-mongodb:27017/sugang_mypage?authSource=admin" (index $secret "views-password") $full) -}}
{{- toJson $secret -}}
{{- end -}}
