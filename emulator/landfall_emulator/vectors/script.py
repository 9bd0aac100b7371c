"""The tasks of vectors: they do what their vector says, and note when they were called with what."""

import json
import threading
import time
from typing import Any

from landfall_emulator.seams.tasks import TaskFailed, let_go_on_for_ever
from landfall_emulator.vectors.files import Vector


class Script:
    """What the tasks of one execution do. `calls` holds the time of each call, in seconds of the clock."""

    def __init__(self, client, vector: Vector):
        self._client = client
        self._tasks = vector.tasks
        self._lock = threading.Lock()
        self._answering: list[threading.Thread] = []
        self._over = threading.Event()
        self.calls: dict[str, list[float]] = {}
        self.arguments: dict[str, list[Any]] = {}
        self.surprises: list[str] = []

    def call(self, task: str, arguments: Any) -> Any:
        """What the task answers this time; raises TaskFailed."""
        behaviour = self._next(task, arguments)
        if "answers" in behaviour:
            self._schedule(behaviour["answers"], arguments)
        if behaviour.get("hang"):
            let_go_on_for_ever(self._over)
        time.sleep(behaviour.get("takes", 0))
        if "fail" in behaviour:
            raise TaskFailed(behaviour["fail"]["error"], _cause(behaviour["fail"]))
        return arguments if behaviour.get("echo") else behaviour.get("succeed")

    def end(self) -> None:
        """Waits for the answers that are still to come, and lets tasks go that hang."""
        for answering in self._answering:
            answering.join()
        self._over.set()

    def _next(self, task: str, arguments: Any) -> dict[str, Any]:
        with self._lock:
            calls = self.calls.setdefault(task, [])
            index = len(calls)
            calls.append(time.time())
            self.arguments.setdefault(task, []).append(arguments)
        behaviours = [behaviour for behaviour in self._tasks[task] for _ in range(behaviour.get("times", 1))]
        return behaviours[min(index, len(behaviours) - 1)]

    def _schedule(self, answers: list[dict[str, Any]], arguments: Any) -> None:
        answering = threading.Thread(target=self._answer_all, args=(answers, arguments), daemon=True)
        self._answering.append(answering)
        answering.start()

    def _answer_all(self, answers: list[dict[str, Any]], arguments: Any) -> None:
        # One after the other: of two at the same time the first is the first.
        began = time.monotonic()
        for answer in sorted(answers, key=_after):
            time.sleep(max(0.0, began + _after(answer) - time.monotonic()))
            self._answer(answer, answer.get("token") or find_token(arguments))

    def _answer(self, answer: dict[str, Any], token: str) -> None:
        refusal = None
        try:
            self._send(answer, token)
        except self._client.exceptions.ClientError as refused:
            refusal = refused.response["Error"]["Code"]
        if refusal != answer.get("refused"):
            self.surprises.append(f"answer after {_after(answer)} s: refused with {refusal}")

    def _send(self, answer: dict[str, Any], token: str) -> None:
        if answer.get("heartbeat"):
            self._client.send_task_heartbeat(taskToken=token)
        elif "failure" in answer:
            failure = answer["failure"]
            self._client.send_task_failure(taskToken=token, error=failure["error"], cause=_cause(failure))
        else:
            self._client.send_task_success(taskToken=token, output=json.dumps(answer.get("success")))


def find_token(arguments: Any) -> str:
    """The task token, wherever in the arguments it is; a message may be JSON in a text."""
    if isinstance(arguments, str) and arguments.startswith("{"):
        return find_token(json.loads(arguments))
    if isinstance(arguments, dict):
        if "token" in arguments:
            return arguments["token"]
        return next((token for value in arguments.values() if (token := find_token(value))), "")
    return ""


def _after(answer: dict[str, Any]) -> float:
    return answer.get("after", 0)


def _cause(failure: dict[str, Any]) -> str:
    if "message" in failure:
        words = {"errorMessage": failure["message"], "errorType": failure["error"]}
        return json.dumps(words, separators=(",", ":"))
    return failure.get("cause", "")
