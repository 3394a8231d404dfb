# Sourced once by the MySQL image on an empty data directory: one user and one schema per service.
# A service cannot read another service's schema. `docker_process_sql` is a function of the image's entrypoint.
user_of() {
  local service=$1 password=$2
  shift 2
  echo "CREATE USER '$service'@'%' IDENTIFIED BY '$password';"
  for schema in "$@"; do
    echo "CREATE DATABASE \`sugang_$schema\` CHARACTER SET utf8mb4;"
    echo "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON \`sugang\\_$schema\`.* TO '$service'@'%';"
  done
}
{
  user_of identity "$IDENTITY_DB_PASSWORD" identity
  user_of lecture "$LECTURE_DB_PASSWORD" lecture
  user_of registration "$REGISTRATION_DB_PASSWORD" registration
  user_of payment "$PAYMENT_DB_PASSWORD" payment provider
  user_of notification "$NOTIFICATION_DB_PASSWORD" notification
} | docker_process_sql
