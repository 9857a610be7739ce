"""The manifests of docs/kubernetes, the image and what watches them: valid, and in agreement with the program."""

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from flask.testing import FlaskClient

from voiceedu.cli import main
from voiceedu.config import Settings

DOCS = Path(__file__).parents[2] / "docs"
MANIFESTS = sorted((DOCS / "kubernetes").glob("*.yaml"))
RESOURCES: list[dict[str, Any]] = [
    resource for path in MANIFESTS for resource in yaml.safe_load_all(path.read_text(encoding="utf-8"))
]
IDS = [f"{resource['kind']}-{resource['metadata']['name']}" for resource in RESOURCES]
OLDEST = "1.30"
"""The oldest Kubernetes that the manifests are checked against."""


def pods() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Yield the name, the metadata and the specification of each pod that the manifests make."""
    for resource in RESOURCES:
        if template := resource.get("spec", {}).get("template"):
            yield resource["metadata"]["name"], template["metadata"], template["spec"]


PODS = list(pods())


def check_command(words: list[str]) -> None:
    """Raise an error unless `words` are a command of voiceedu and options that it takes."""
    assert isinstance(main, click.Group)
    command = main.get_command(click.Context(main), words[0])
    assert command is not None, words
    command.make_context(words[0], words[1:])


@pytest.mark.parametrize("resource", RESOURCES, ids=IDS)
def test_manifest_is_valid(resource: dict[str, Any]) -> None:
    """Every resource is valid, to the last field, for the oldest and the newest Kubernetes that are supported."""
    import kubernetes_validate  # takes seconds, which every process of a test run would pay for

    for version in (OLDEST, kubernetes_validate.latest_version()):
        kubernetes_validate.validate(resource, version, strict=True)


@pytest.mark.parametrize(("metadata", "spec"), [pod[1:] for pod in PODS], ids=[pod[0] for pod in PODS])
def test_pod_has_no_more_rights_than_it_needs(metadata: dict[str, Any], spec: dict[str, Any]) -> None:
    """No pod runs as root, writes outside of /tmp, has a capability or the cluster's token; each has limits."""
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"]["runAsNonRoot"] is True
    assert spec["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    for container in spec["containers"]:
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert {"requests", "limits"} <= container["resources"].keys()
        assert [mount["mountPath"] for mount in container["volumeMounts"]] == ["/tmp"]


@pytest.mark.parametrize(("metadata", "spec"), [pod[1:] for pod in PODS], ids=[pod[0] for pod in PODS])
def test_pod_runs_a_command_that_exists(metadata: dict[str, Any], spec: dict[str, Any]) -> None:
    """The arguments of each container are a command of voiceedu with its options."""
    for container in spec["containers"]:
        check_command(container["args"])


def test_settings_exist() -> None:
    """Every VOICEEDU_ variable of the manifests and of the image is a setting, and has a value that would work."""
    known = {f"VOICEEDU_{field.name.upper()}" for field in dataclasses.fields(Settings)}
    given = {
        name: value
        for resource in RESOURCES
        for name, value in {**resource.get("data", {}), **resource.get("stringData", {})}.items()
        if name.startswith("VOICEEDU_")
    }
    assert given.keys() <= known
    assert Settings.from_environment(given).queue is not None
    containerfile = (DOCS / "deploy" / "Containerfile").read_text(encoding="utf-8")
    assert set(re.findall(r"VOICEEDU_[A-Z_]+", containerfile)) <= known


def test_selectors_select() -> None:
    """What a deployment, a service, a budget or a policy selects is a pod of these manifests."""
    labels = [metadata["labels"] for _, metadata, _ in PODS]
    for resource in RESOURCES:
        selector = resource.get("spec", {}).get("selector") or resource.get("spec", {}).get("podSelector")
        wanted = selector.get("matchLabels", selector) if selector else None
        if wanted:
            assert [found for found in labels if wanted.items() <= found.items()], resource["metadata"]["name"]


def test_probes_answer(client: FlaskClient) -> None:
    """What the probes of the servers ask for is answered with 200."""
    [web] = [spec["containers"][0] for name, _, spec in PODS if name == "web"]
    for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
        assert client.get(web[probe]["httpGet"]["path"]).status_code == 200


def test_image_is_made_of_what_is_there() -> None:
    """The image is built of this repository by its lock, belongs to nobody, and starts a command that exists."""
    lines = (DOCS / "deploy" / "Containerfile").read_text(encoding="utf-8")
    assert "--require-hashes -r /src/requirements.lock" in lines
    lock = (DOCS.parent / "requirements.lock").read_text(encoding="utf-8")
    assert {"dramatiq", "redis"} <= set(re.findall(r"^([a-z-]+)==", lock, re.MULTILINE))
    assert re.search(r"^USER 65534:65534$", lines, re.MULTILINE)
    [found] = re.findall(r"^CMD (\[.*\])$", lines, re.MULTILINE)
    check_command(json.loads(found))


def test_alerts_and_dashboard_name_figures_that_exist(client: FlaskClient) -> None:
    """Every figure that an alert or a panel asks for is one that /metrics answers, with the labels that it has."""
    alerts = yaml.safe_load((DOCS / "deploy" / "alerts.yaml").read_text(encoding="utf-8"))
    dashboard = json.loads((DOCS / "deploy" / "grafana.json").read_text(encoding="utf-8"))
    rules = [rule for group in alerts["groups"] for rule in group["rules"]]
    queries = [rule["expr"] for rule in rules]
    queries += [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    assert all({"alert", "expr", "labels", "annotations"} <= rule.keys() for rule in rules)
    assert len({panel["id"] for panel in dashboard["panels"]}) == len(dashboard["panels"])
    text = client.get("/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"}).get_data(as_text=True)
    known = dict(re.findall(r"^# TYPE (\w+) (\w+)$", text, re.MULTILINE))
    for query in queries:
        for name in re.findall(r"voiceedu_\w+", query):
            kind = known.get(name) or known.get(re.sub(r"_(bucket|count|sum)$", "", name))
            assert kind is not None, name
            assert (kind == "counter") == name.endswith("_total"), name
