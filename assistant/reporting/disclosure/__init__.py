"""Rules of disclosure requests (依申请公开): clock, fees, results, reply letter, disputes."""
