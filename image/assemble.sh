#!/bin/sh
# Makes what an image of Dayshift holds from one executable jar: a Java runtime, the jar taken apart, an AOT cache.
# The Dockerfile runs it in its build stage, a test without any engine.
#
#   image/assemble.sh JAR LAYERS HOME
#
#   JAR     manager-app.jar or worker-app.jar
#   LAYERS  folder to make; each folder in it is one layer of the image, what changes least first
#   HOME    folder to make; all layers laid over each other. An AOT cache is good only for the path it was made at, so
#           this is the path at which the app will run.
set -eu
umask 022

jar=$1 layers=$2 home=$3
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

# The training ends before the app listens and needs no Redis, so its complaints about that are of no use; nor are those
# about each of the classes that a cache cannot hold.
mkdir "$layers/cache"
"$home/runtime/bin/java" -XX:AOTCacheOutput="$layers/cache/app.aot" -Xlog:aot=error -Dspring.context.exit=onRefresh \
  -Dlogging.level.root=error -jar "$home/app.jar"
cp -p "$layers/cache/app.aot" "$home/"
