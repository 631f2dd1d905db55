"""The bench of the placement places simulated learners in the real course, and the same seed tells the same story."""

from bench.placement import measure_placement


def test_landmarks_find_more_of_what_is_known():
    """Who knows most of the course is found to know more with the course's landmarks than by the graph alone."""
    told = measure_placement("math1", 12)
    assert told["landmarks"] > 5
    graph, landmarks = told["most guess 0.05 graph"], told["most guess 0.05 landmarks"]
    assert landmarks["found_share"] > 2 * graph["found_share"]
    assert landmarks["wrongly_called"] < landmarks["known"] / 10
