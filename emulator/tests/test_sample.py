"""The seams together, seen from the AWS APIs."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest


def start(account, sample, **state_input):
    machine = sample.outputs["Parked"]
    return account.aws.client("stepfunctions").start_execution(
        stateMachineArn=machine, input=json.dumps(state_input)
    )["executionArn"]


def ended(account, arn):
    execution = account.aws.client("stepfunctions").describe_execution(executionArn=arn)
    return execution if execution["status"] != "RUNNING" else None


def history(account, arn):
    return account.aws.client("stepfunctions").get_execution_history(executionArn=arn)["events"]


def token(account, arn):
    """The task token that the parked execution passed to its function."""
    for event in history(account, arn):
        parameters = event.get("taskScheduledEventDetails", {}).get("parameters", "")
        if "token" in parameters:
            return json.loads(parameters)["Payload"]["token"]
    return None


def submitted(account, arn):
    return any(event["type"] == "TaskSubmitted" for event in history(account, arn))


def aborted(account, arn):
    return any(
        event["detail"].get("executionArn") == arn and event["detail"]["status"] == "ABORTED"
        for event in account.bus.delivered
    )


def item(account, sample, key):
    table = sample.outputs["Table"]
    return account.aws.client("dynamodb").get_item(TableName=table, Key={"id": {"S": key}}).get("Item")


def test_outputs_resolve_parameters_and_attributes(sample):
    assert sample.outputs["Greeting"] == "hi sample-parked"


def test_park_times_out_and_goes_on(account, sample, eventually):
    arn = start(account, sample, seconds=1, count=1)
    execution = eventually(lambda: ended(account, arn))
    assert json.loads(execution["output"]) == {"greeting": "hi", "result": "timed out"}


def test_park_woken_by_failure_keeps_the_cause(account, sample, eventually):
    states = account.aws.client("stepfunctions")
    arn = start(account, sample, seconds=60, count=1)
    eventually(lambda: submitted(account, arn))
    states.send_task_failure(taskToken=token(account, arn), error="Alarm", cause='it "rang"\n')
    execution = eventually(lambda: ended(account, arn))
    assert json.loads(execution["output"])["result"] == 'it "rang"\n'
    with pytest.raises(states.exceptions.TaskTimedOut):
        states.send_task_success(taskToken=token(account, arn), output="{}")


def test_unknown_token_is_refused(account):
    states = account.aws.client("stepfunctions")
    with pytest.raises(states.exceptions.InvalidToken):
        states.send_task_success(taskToken="nobody's", output="{}")


def test_stop_while_parked_takes_effect_at_once_and_starts_the_rules_target(account, sample, eventually):
    states = account.aws.client("stepfunctions")
    arn = start(account, sample, seconds=600, count=1)
    eventually(lambda: submitted(account, arn))
    states.stop_execution(executionArn=arn, error="Operator", cause="tried out")
    execution = ended(account, arn)
    assert (execution["status"], execution["cause"]) == ("ABORTED", "tried out")
    with pytest.raises(states.exceptions.TaskTimedOut):
        states.send_task_success(taskToken=token(account, arn), output="{}")
    eventually(lambda: aborted(account, arn))


def test_handler_exception_is_caught_by_its_class_name(account, sample, eventually):
    arn = start(account, sample, what="please-fail")
    execution = eventually(lambda: ended(account, arn))
    assert json.loads(execution["output"]) == {"caught": 'asked to "fail"', "raw": True}


def test_undefined_result_fails_the_execution(account, sample, eventually):
    arn = start(account, sample, seconds=1, count=9)
    execution = eventually(lambda: ended(account, arn))
    assert (execution["status"], execution["error"]) == ("FAILED", "States.QueryEvaluationError")


def test_function_sees_its_environment(account, sample):
    assert invoke(account, sample, "Echo", {"a": 1}) == {
        "echo": {"a": 1},
        "table": sample.physical_id("Table"),
    }


def test_function_that_overruns_its_time_is_killed(account, sample):
    assert invoke(account, sample, "Impatient", "please-sleep")["errorType"] == "Sandbox.Timedout"
    assert invoke(account, sample, "Impatient", "again")["echo"] == "again"


def test_function_that_exits_is_reported(account, sample):
    assert invoke(account, sample, "Impatient", "please-exit")["errorType"] == "Runtime.ExitError"


def test_asynchronous_failure_ends_in_the_dead_letter_queue(account, sample, eventually):
    account.aws.client("lambda").invoke(
        FunctionName=sample.physical_id("Echo"), InvocationType="Event", Payload=b'"please-fail"'
    )
    queue = sample.physical_id("DeadLetters")
    messages = eventually(lambda: account.aws.client("sqs").receive_message(QueueUrl=queue).get("Messages"))
    assert messages[0]["Body"] == '"please-fail"'


def test_alarm_reaches_the_rules_target(account, sample, eventually):
    machine = "arn:aws:states:us-east-1:123456789012:stateMachine:sample-on-alarm"
    states = account.aws.client("stepfunctions")
    before = len(states.list_executions(stateMachineArn=machine)["executions"])
    account.aws.client("cloudwatch").set_alarm_state(
        AlarmName="sample-errors", StateValue="ALARM", StateReason="tried out"
    )
    eventually(lambda: len(states.list_executions(stateMachineArn=machine)["executions"]) > before)


def test_schedule_fires_when_told_to(account, sample):
    assert "sample-minute" in account.schedules.names()
    account.schedules.fire("sample-minute")


def invoke(account, sample, logical_id, event):
    answer = account.aws.client("lambda").invoke(
        FunctionName=sample.physical_id(logical_id), Payload=json.dumps(event).encode()
    )
    return json.loads(answer["Payload"].read())


def test_reserved_concurrency_is_kept(account, sample):
    functions = account.aws.client("lambda")
    name = sample.physical_id("Impatient")
    functions.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=0)
    try:
        with pytest.raises(functions.exceptions.TooManyRequestsException):
            functions.invoke(FunctionName=name, Payload=b"{}")
    finally:
        functions.delete_function_concurrency(FunctionName=name)


def test_second_call_at_once_gets_a_process_of_its_own(account, sample):
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(invoke, account, sample, "Impatient", "please-sleep")
        assert invoke(account, sample, "Impatient", "quick")["echo"] == "quick"
        assert slow.result()["errorType"] == "Sandbox.Timedout"
