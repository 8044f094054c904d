-- Whose certificates a Device holds beyond its supplier and its network operator.
-- +goose Up
CREATE TABLE device_cell (
    device text NOT NULL, -- EUI-64
    party  text NOT NULL, -- role of the Remote Party, as the catalogue writes it
    holder text NOT NULL, -- EUI-64
    PRIMARY KEY (device, party)
);

-- +goose Down
DROP TABLE device_cell;
