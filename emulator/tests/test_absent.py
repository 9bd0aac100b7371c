"""Services that moto does not have."""

import pytest
from botocore.exceptions import ClientError


def test_is_unavailable_without_a_traceback(account, capfd):
    with pytest.raises(ClientError) as refused:
        account.aws.client("pricing").get_products(ServiceCode="AmazonRDS")
    assert refused.value.response["ResponseMetadata"]["HTTPStatusCode"] == 503
    assert capfd.readouterr() == ("", "")
