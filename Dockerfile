# An image of the manager or of a worker: a Java runtime of its own, the app, an AOT cache; no shell is needed to run it.
# Takes the jars that `mvn package` has left, so that what was tested is what runs. docs/images.md has more.
#
#   docker build --build-arg APP=worker-app -t dayshift-worker .

# Has a JDK 25 or later and a shell, and the same C library (glibc or musl) as the other.
ARG BUILD_IMAGE=eclipse-temurin:25-jdk
# Needs a C library; certificates and time zones are the runtime's own.
ARG RUN_IMAGE=gcr.io/distroless/base-nossl-debian13:nonroot

FROM ${BUILD_IMAGE} AS build
# manager-app or worker-app
ARG APP
WORKDIR /build
COPY image/ image/
COPY manager-app/target/manager-app.jar worker-app/target/worker-app.jar ./
RUN sh image/assemble.sh ${APP} manager-app.jar worker-app.jar /layers /app

FROM ${RUN_IMAGE}
WORKDIR /app
COPY --from=build /layers/runtime/ /app/
COPY --from=build /layers/dependencies/ /app/
COPY --from=build /layers/snapshot-dependencies/ /app/
COPY --from=build /layers/application/ /app/
COPY --from=build /layers/cache/ /app/
USER 10001:10001
# No HEALTHCHECK: Kubernetes asks over HTTP by itself, and there is no program in here that could.
ENTRYPOINT ["/app/runtime/bin/java", "-XX:AOTCache=/app/app.aot", "-jar", "/app/app.jar"]
