"""Mollie behind the payment port, through its maintained client `mollie-api-py`.

Contract: https://docs.mollie.com/reference (Payments, Refunds, Methods); the checks on it are `tests/integrations/mollie`.
"""
