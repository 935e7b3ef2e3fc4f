"""Sign-in: staff by password, passkey or code with a second factor, visitors by a code in their mail. The work is allauth's."""
