"""What listeners are told of a review."""

from voiceedu.content.review import Review


def test_a_review_that_nobody_has_given_claims_nothing() -> None:
    """Where nothing is known of a review, nobody is named."""
    assert (Review().state, Review().by, Review().on) == ("never", "", None)
