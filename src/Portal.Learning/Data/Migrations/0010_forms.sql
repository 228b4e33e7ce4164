-- A test may have parallel forms, so that before and after can be compared and a second try is another form.
alter table learning.attempts
    add form text,                            -- null: everybody is asked the same
    add hits smallint,                        -- of its situations, when handed in: signals that were seen
    add signals smallint,
    add false_alarms smallint,                -- ordinary situations taken for a signal
    add ordinary smallint;

-- The situations of a card as they were judged the first time: kinds and verdicts, without saying which situation it was.
alter table learning.review_cards add first_cases jsonb;
