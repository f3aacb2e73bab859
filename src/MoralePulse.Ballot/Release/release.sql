-- One block through the one door, with the lots of reach that are full.
select published.release(@ods, @tick, @date, @kind, @code, @green, @amber, @red, @people, @reach_units, @reach_weeks, @reach_people)
