# One image recipe for the three stages, and for game days (STAGE=chaos). Build the jars first: ./mvnw -DskipTests package
#
#   docker build --build-arg STAGE=decider -t reflexarc-decider .
#
# BASE_IMAGE is any image with a Java 17 runtime whose `java` is on the PATH, glibc whole and libstdc++: the decider's
# RocksDB is native code and loads both.
ARG BASE_IMAGE=eclipse-temurin:17-jre
FROM ${BASE_IMAGE}
ARG STAGE
COPY ${STAGE}/target/lib/ /opt/reflexarc/lib/
COPY ${STAGE}/target/reflexarc-${STAGE}*.jar /opt/reflexarc/lib/
COPY deploy/compose/entrypoint.sh /opt/reflexarc/entrypoint.sh

# Numeric, so that Kubernetes can check runAsNonRoot without a passwd file.
USER 10001:10001
WORKDIR /tmp
ENV STAGE=${STAGE} \
    REFLEXARC_HTTP_HOST=0.0.0.0 \
    REFLEXARC_HTTP_PORT=8080 \
    REFLEXARC_LOG_FORMAT=json
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=3 \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-cp", "/opt/reflexarc/lib/*", "io.reflexarc.runtime.http.ReadyProbeMain", "http://127.0.0.1:8080/ready"]
ENTRYPOINT ["/bin/sh", "/opt/reflexarc/entrypoint.sh"]
