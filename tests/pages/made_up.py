"""A report that nobody published, on a council that is not there."""

REPORT = """Northmere Council: local authority assessment
Published 12 May 2026

Learning, improvement and innovation
Score: 3

Key findings

Continuous learning, improvement and professional development

Staff said reflective sessions ran every month and had become routine in every team. Leaders had used what case audits
showed to change how supervision worked.

A longer apprenticeship scheme was planned, but it was not yet open to every team.

Learning from feedback

Carers told us that respite booking had changed after they complained. However, some never heard what came of it.

Partners described a forum of providers, chaired jointly with people who draw on care, that met twice a year.
"""
