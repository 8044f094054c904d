-- The Smart Metering Inventory, and who may ask what of it. EUI-64s are text as
-- DUIS writes them, so that a row can be read beside a document.
-- +goose Up
CREATE TABLE service_user (
    eui         text     NOT NULL PRIMARY KEY,
    name        text     NOT NULL,
    roles       text     NOT NULL, -- User Roles, separated by blanks: IS GS
    active      smallint NOT NULL,
    receive_url text     NOT NULL  -- empty: hold what is for this User
);

CREATE TABLE device (
    eui               text   NOT NULL PRIMARY KEY,
    type              text   NOT NULL, -- ESME GSME GPF CHF HCALCS PPMID IHD CAD
    status            text   NOT NULL, -- empty for Type 2 Devices
    hub               text   NOT NULL, -- the CHF it talks through; its own for a CHF
    region            text   NOT NULL, -- of the WAN
    manufacturer      text   NOT NULL,
    model             text   NOT NULL,
    smets_version     text   NOT NULL,
    firmware          text   NOT NULL,
    gbcs_version      text   NOT NULL,
    esme_variant      text   NOT NULL,
    han_variant       text   NOT NULL,
    import_mpxn       text   NOT NULL,
    post_code         text   NOT NULL,
    address           text   NOT NULL,
    commissioned      bigint NOT NULL, -- microseconds UTC, 0 where it is not
    supplier_cell     text   NOT NULL, -- whose certificates the Device holds,
    network_cell      text   NOT NULL  -- empty where it has no such cell
);
CREATE INDEX device_by_hub ON device (hub);
CREATE INDEX device_by_mpxn ON device (import_mpxn);
CREATE INDEX device_by_post_code ON device (post_code);

-- Who is registered at a metering point, by User Role.
CREATE TABLE registration (
    mpxn text NOT NULL,
    role text NOT NULL,
    eui  text NOT NULL,
    PRIMARY KEY (mpxn, role)
);

-- +goose Down
DROP TABLE registration;
DROP TABLE device;
DROP TABLE service_user;
