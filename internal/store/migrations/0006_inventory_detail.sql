-- What else the inventory holds of a Device.
-- +goose Up
ALTER TABLE device ADD COLUMN uprn bigint NOT NULL DEFAULT 0;                -- 0: none
ALTER TABLE device ADD COLUMN secondary_import_mpan text NOT NULL DEFAULT ''; -- twin-element ESME
ALTER TABLE device ADD COLUMN export_mpan text NOT NULL DEFAULT '';
ALTER TABLE device ADD COLUMN connectivity text NOT NULL DEFAULT '';         -- Cellular Virtual
ALTER TABLE device ADD COLUMN notified_by text NOT NULL DEFAULT '';          -- User; empty: the DCC
CREATE INDEX device_by_uprn ON device (uprn);
CREATE INDEX device_by_secondary_mpan ON device (secondary_import_mpan);
CREATE INDEX device_by_export_mpan ON device (export_mpan);

-- +goose Down
DROP INDEX device_by_export_mpan;
DROP INDEX device_by_secondary_mpan;
DROP INDEX device_by_uprn;
ALTER TABLE device DROP COLUMN notified_by;
ALTER TABLE device DROP COLUMN connectivity;
ALTER TABLE device DROP COLUMN export_mpan;
ALTER TABLE device DROP COLUMN secondary_import_mpan;
ALTER TABLE device DROP COLUMN uprn;
