"""Who answers to whom: providers behind the payment port, subscribers of the event log. Called once, when Django is ready."""


def wire() -> None:
    pass
