"""Says in one line what is wrong with a bucket, and which setting would mend it."""

import re

from voiceedu.storage.location import first_line

_CREDENTIALS = {
    "s3": "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}
"""What obstore reads the credentials of a bucket from, by the scheme of its URL."""
_METADATA = re.compile(r"/latest/(?:api|meta-data)/|computeMetadata|metadata/identity|169\.254\.")
"""Parts of the addresses where a machine of a cloud is asked for credentials when none are set. They help nobody."""
_STATUS = re.compile(r"status code: (?P<status>\d{3})")
_CODE = re.compile(r"<Code>(?P<code>\w+)</Code>")


def explain(error: Exception, location: str) -> str:
    """Return what `error` means, and what would do. `location` is the bucket's URL, such as s3://bucket/prefix."""
    text = str(error)
    status, code = _STATUS.search(text), _CODE.search(text)
    credentials = _CREDENTIALS.get(location.partition("://")[0], "the credentials")
    answer = " ".join(filter(None, [status and status["status"], code and code["code"]]))
    if _METADATA.search(text):
        return f"no credentials are set for it. Set {credentials}"
    if status and status["status"] in ("401", "403"):
        return f"the bucket refuses the credentials ({answer}). Check {credentials}, and what they allow there"
    if code and code["code"] == "NoSuchBucket":
        return "there is no such bucket. Create it, or correct its name"
    if "configured region" in text or (code and code["code"] == "AuthorizationHeaderMalformed"):
        return "the bucket is in another region. Set AWS_REGION"
    if "builder error" in text:
        return "its address has no TLS. Set AWS_ALLOW_HTTP=true to allow that"
    if "error sending request" in text:
        return "the bucket cannot be reached, or does not answer. Check the network, and AWS_ENDPOINT_URL if it has one"
    if status:
        return f"the bucket answers {answer}"
    return first_line(error)
