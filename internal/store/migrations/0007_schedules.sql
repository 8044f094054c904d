-- What Users have the DCC repeat (DUIS Service Reference 5).
-- +goose Up
CREATE TABLE dsp_schedule (
    id           bigint NOT NULL PRIMARY KEY, -- DSPScheduleID
    service_user text   NOT NULL,
    device       text   NOT NULL,
    variant      text   NOT NULL,             -- Service Reference Variant that is repeated
    document     bytea  NOT NULL,             -- the signed request that made it
    digest       text   NOT NULL,             -- of its body: one User has each once
    due          bigint NOT NULL              -- next occurrence, microseconds UTC
);
CREATE INDEX dsp_schedule_by_due ON dsp_schedule (due);
CREATE INDEX dsp_schedule_by_device ON dsp_schedule (device, service_user);

-- The last identifier given: none is given twice.
CREATE TABLE dsp_schedule_last (
    id   smallint NOT NULL PRIMARY KEY, -- 1: there is one row
    last bigint   NOT NULL
);
INSERT INTO dsp_schedule_last (id, last) VALUES (1, 0);

-- Which requests in the journal a schedule has made.
CREATE TABLE dsp_schedule_run (
    request  text   NOT NULL PRIMARY KEY, -- RequestID
    schedule bigint NOT NULL
);

-- +goose Down
DROP TABLE dsp_schedule_run;
DROP TABLE dsp_schedule_last;
DROP TABLE dsp_schedule;
