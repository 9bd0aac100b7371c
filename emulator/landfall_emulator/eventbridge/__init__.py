"""EventBridge, as far as Landfall's promises lean on it: rules, targets and schedules.

moto stores rules and schedules but delivers to next to nothing. Delivery here is at least once and
may be told to lose events, since that is what the sweeper is for.
"""
