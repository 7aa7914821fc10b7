CREATE TABLE svepkorning (
    id BIGSERIAL NOT NULL,
    svep VARCHAR(60) NOT NULL,
    startad TIMESTAMPTZ NOT NULL,
    klar TIMESTAMPTZ,
    av_schema BOOLEAN NOT NULL,
    ok BOOLEAN NOT NULL,
    mening TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_svepkorning PRIMARY KEY (id)
);
CREATE INDEX ix_svepkorning_svep_startad ON svepkorning (svep, startad DESC);
