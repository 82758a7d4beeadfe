# The service with its models and the shipped documents; without PyTorch, compilers or pip.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv --without-pip /opt/hub
WORKDIR /src

# The libraries first: a change of the program alone leaves this layer as it is.
COPY pyproject.toml constraints.txt ./
RUN python -c "import tomllib; project = tomllib.load(open('pyproject.toml', 'rb'))['project']; extra = project['optional-dependencies']; print(*project['dependencies'], *extra['ollama'], *extra['openai'], *extra['postgres'], *extra['redis'], sep='\n')" > requirements.txt \
    && pip --python /opt/hub/bin/python install -c constraints.txt -r requirements.txt

COPY README.md LICENSE NOTICE ./
COPY ingest ingest
COPY assistant assistant
COPY api api
COPY models models
RUN pip --python /opt/hub/bin/python install --no-deps .

FROM python:3.11-slim
# ONNX Runtime reports its use to its maker unless it is told not to.
ENV PATH=/opt/hub/bin:$PATH HUB_DATA=/data HUB_CORPUS=/corpus PYTHONUNBUFFERED=1 ORT_DISABLE_TELEMETRY=1
RUN useradd --uid 10001 --no-create-home --home-dir /nonexistent hub \
    && install --directory --owner=hub --group=hub /data
COPY --from=build /opt/hub /opt/hub
COPY corpus /corpus
USER hub
WORKDIR /data
VOLUME /data
EXPOSE 8000
# The first start reads all documents before it listens; later starts read what changed.
HEALTHCHECK --interval=30s --timeout=5s --start-period=5m \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
# Exit 1 of `hub ingest` says that some files could not be read; the others can be asked.
CMD ["sh", "-c", "hub ingest || [ $? -eq 1 ] && exec hub serve --host 0.0.0.0"]
