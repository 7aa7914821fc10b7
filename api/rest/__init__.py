"""The API: JSON under ``/api/v1``, one module per noun, every refusal an RFC 9457 problem."""
