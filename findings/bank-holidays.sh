#!/usr/bin/env bash
# Guess: the bank-holiday packages agree on England from 2010 to 2013, and a working day that they find is one.
# What happens: holidays' "GB" without a subdivision leaves out Easter Monday and the August bank holiday in every
#   year (it holds what all four countries share). workalendar's find_following_working_day(25 December 2010) is 27
#   December, the substitute bank holiday: it skips weekends alone; and 8 May 2023, the coronation's, is a working
#   day. In govuk-bank-holidays the bundled list starts in 2012, and the royal wedding of 29 April 2011 is a work day
#   (no error).
# Why it matters: deadlines and time limits counted in working days ("within 15 working days of release") come out a
#   day short or long by which package counts, in just the years with substitutes and royal days.
set -euo pipefail
. "$(dirname "$0")/common"
with_python holidays==0.109 workalendar==17.0.0 govuk-bank-holidays==0.19
py - <<'P'
from datetime import date
import holidays
from govuk_bank_holidays.bank_holidays import BankHolidays
from workalendar.europe import UnitedKingdom
gb = holidays.country_holidays("GB", years=range(2010, 2014))
england = holidays.country_holidays("GB", subdiv="ENG", years=range(2010, 2014))
lost = sorted(d for d in england if d not in gb)
print("in England, not in GB:", *lost)
assert len(lost) == 8 and {d.month for d in lost} == {4, 8} and not set(gb) - set(england)
uk = UnitedKingdom()
after = uk.find_following_working_day(date(2010, 12, 25))
print("workalendar, after Christmas 2010:", after, "is a working day:", uk.is_working_day(after))
print("workalendar, 8 May 2023 is a working day:", uk.is_working_day(date(2023, 5, 8)))
assert after == date(2010, 12, 27) and not uk.is_working_day(after) and uk.is_working_day(date(2023, 5, 8))
govuk = BankHolidays(use_cached_holidays=True)
wedding = govuk.is_work_day(date(2011, 4, 29), division="england-and-wales")
first = min(h["date"] for h in govuk.get_holidays("england-and-wales"))
print("govuk-bank-holidays starts", first, "and 29 April 2011 is a work day:", wedding)
assert wedding and first == date(2012, 1, 2)
P
