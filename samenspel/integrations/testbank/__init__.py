"""The test bank: a payment provider that behaves like a real one, over HTTP, in a process of its own.

`client.py` is the adapter behind the payment port; `server/` is the bank. They share nothing but the wire.
"""
