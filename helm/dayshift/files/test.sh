# Hands in a task, waits for its end and wants its payload back. The token is read from a file descriptor, so that it is not
# among the arguments that others may see; of several, separated by commas, the first will do.
answer=$(printf 'header = "Authorization: Bearer %s"\n' "${TOKEN%%,*}" |
  curl --config - --silent --show-error --fail-with-body --max-time 70 \
    --retry 10 --retry-delay 3 --retry-connrefused \
    --header 'Content-Type: application/json' \
    --data '{"type":"echo","payload":{"hello":"helm test"},"retention":"10m"}' \
    "$MANAGER/v1/tasks?wait=60s") || {
  echo "The task was not accepted: $answer"
  exit 1
}
echo "$answer"
case $answer in
*'"state":"SUCCEEDED"'*'"result":{"hello":"helm test"}'*) echo "The crew works." ;;
*)
  echo "The task was accepted but has not been done within 60 s. GET /v1/tasks/<id>/why says what it waits for."
  exit 1
  ;;
esac
