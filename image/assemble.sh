#!/bin/sh
# Makes what an image of Dayshift holds from the executable jars: a Java runtime, one jar taken apart, an AOT cache.
# The Dockerfile runs it in its build stage, a test without any engine.
#
#   image/assemble.sh APP MANAGER WORKER LAYERS HOME
#
#   APP     manager-app or worker-app: which the image is of; the other only takes part in the training for the cache
#   MANAGER executable jar of the one
#   WORKER  executable jar of the other
#   LAYERS  folder to make; each folder in it is one layer of the image, what changes least first
#   HOME    folder to make; all layers laid over each other. An AOT cache is good only for the path it was made at, so
#           this is the path at which the app will run.
set -eu
umask 022

app=$1 layers=$4 home=$5
case $app in
  manager-app) jar=$2 other=$3 ;;
  worker-app) jar=$3 other=$2 ;;
  *)
    echo "There is no app '$app'. Name manager-app or worker-app." >&2
    exit 1
    ;;
esac
java_home=${JAVA_HOME:+$JAVA_HOME/bin/}
modules=$(paste -sd, "$(dirname "$0")/modules.txt")

for folder in "$layers" "$home"; do
  if [ -e "$folder" ]; then
    echo "$folder is there already. Name a folder that can be made, or remove it." >&2
    exit 1
  fi
done

"${java_home}java" -Djarmode=tools -jar "$jar" extract --layers --application-filename app.jar --destination "$layers"
# Without Boot's launcher, which is not taken out of the jar, its layer is empty.
rmdir "$layers/spring-boot-loader"
mkdir "$layers/application/handlers"

# Options that stand in the runtime give way to those of the command line and of JAVA_TOOL_OPTIONS. The last two make the
# JIT's compilers give way to the program while there is not CPU for both, as at a start.
mkdir "$layers/runtime"
"${java_home}jlink" --add-modules "$modules" --output "$layers/runtime/runtime" \
  --strip-java-debug-attributes --no-header-files --no-man-pages \
  --add-options="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError -XX:ThreadPriorityPolicy=1 -XX:CompilerThreadPriority=10"

# One time for all: a builder that has a layer already keeps the times that it had, and a cache for others would be refused.
find "$layers" -exec touch -h -d @315532800 {} +

# With times: the cache is good only for jars that are as old as those it was made with.
mkdir "$home"
for layer in "$layers"/*; do
  cp -Rp "$layer/." "$home/"
done

mkdir "$layers/cache"
"${java_home}java" "$(dirname "$0")/Training.java" "$app" "$home" "$other" "$layers/cache/app.aot"
cp -p "$layers/cache/app.aot" "$home/"
