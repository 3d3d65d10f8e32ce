"""A referral is suggested."""
