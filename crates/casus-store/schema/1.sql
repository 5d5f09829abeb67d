-- The record of casus, schema 1. Days are text, 2022-06-14, both ends inclusive; what is not known is null. Codes of
-- countries and bodies are those of the coded document. Offsets count characters of the article's text, from 0; the
-- sentences themselves are kept beside them.

CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- A program, a lexicon and a model: what coded an article. Another one never overwrites what this one coded.
CREATE TABLE run (
  run INTEGER PRIMARY KEY,
  casus TEXT NOT NULL,
  lexicon TEXT NOT NULL,
  model TEXT NOT NULL,
  UNIQUE (casus, lexicon, model)
);

CREATE TABLE article (
  article INTEGER PRIMARY KEY,
  identity TEXT NOT NULL UNIQUE,       -- hash of address without trackers and content
  content TEXT NOT NULL,               -- hash of the words alone
  id TEXT NOT NULL,                    -- as events name it
  source TEXT NOT NULL,
  url TEXT,                            -- without trackers
  headline TEXT,
  published TEXT,
  agency TEXT,
  outlet TEXT,
  place TEXT,
  text TEXT NOT NULL,
  paragraphs TEXT NOT NULL,            -- JSON: start and end of each in the text, in characters
  page TEXT,                           -- JSON: what its text is cut into, so that it can be coded again
  wire INTEGER REFERENCES article (article), -- the first article with the same words, or nearly the same
  likeness REAL,                       -- to that one, 1 for the same words
  dropped TEXT                         -- JSON: start, end and reason of what is no part of it
);
CREATE INDEX article_content ON article (content);
CREATE INDEX article_published ON article (published);
CREATE INDEX article_wire ON article (wire) WHERE wire IS NOT NULL;

-- Bands of the min-hash of the words of each article that is no copy: who shares one may be a copy of it.
CREATE TABLE band (
  band INTEGER NOT NULL,
  hash INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article (article),
  PRIMARY KEY (band, hash, article)
) WITHOUT ROWID;

-- That a run has coded an article.
CREATE TABLE coding (
  coding INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article (article),
  run INTEGER NOT NULL REFERENCES run (run),
  UNIQUE (article, run)
);
CREATE INDEX coding_run ON coding (run);

-- Whom an article names, and where: JSON, of each actor its name, code, sector and the places [start, end].
CREATE TABLE named (
  coding INTEGER PRIMARY KEY REFERENCES coding (coding),
  actors TEXT NOT NULL
);

-- What could not be added, and why.
CREATE TABLE set_aside (
  source TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES run (run),
  reason TEXT NOT NULL,
  PRIMARY KEY (source, run)
) WITHOUT ROWID;

-- One act, with all who tell of it.
CREATE TABLE incident (
  incident INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES run (run),
  type TEXT NOT NULL,
  mode TEXT,
  ledger TEXT,
  status TEXT NOT NULL,
  quad TEXT NOT NULL,
  score REAL,
  start_date TEXT,
  end_date TEXT,
  place TEXT,
  place_country TEXT,
  lat REAL,
  lon REAL,
  actors TEXT NOT NULL,                -- codes, in order of the alphabet, ; between
  recipients TEXT NOT NULL,
  summary TEXT NOT NULL,               -- the sentence of its surest witness
  witnesses INTEGER NOT NULL,          -- records of it
  articles INTEGER NOT NULL,           -- articles that tell of it, copies of one text counted once
  conflicts TEXT                       -- what the witnesses do not agree on: dates, actors, deaths
);
CREATE INDEX incident_when ON incident (run, start_date);
CREATE INDEX incident_ledger ON incident (run, ledger, start_date) WHERE ledger IS NOT NULL;
CREATE INDEX incident_type ON incident (run, type, start_date);
CREATE INDEX incident_type_status ON incident (run, type, status, start_date);
CREATE INDEX incident_ledger_status ON incident (run, ledger, status, start_date) WHERE ledger IS NOT NULL;
CREATE INDEX incident_status ON incident (run, status, start_date);
CREATE INDEX incident_quad ON incident (run, quad, start_date);
CREATE INDEX incident_conflict ON incident (run, start_date) WHERE conflicts IS NOT NULL;
CREATE INDEX incident_country ON incident (run, place_country, start_date) WHERE place_country IS NOT NULL;
CREATE INDEX incident_place ON incident (run, place, start_date) WHERE place IS NOT NULL;

CREATE TABLE event (
  event INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  coding INTEGER NOT NULL REFERENCES coding (coding),
  incident INTEGER REFERENCES incident (incident),
  type TEXT NOT NULL,
  mode TEXT,
  contexts TEXT NOT NULL,
  cameo TEXT,
  quad TEXT NOT NULL,
  score REAL,
  ledger TEXT,
  status TEXT NOT NULL,
  status_why TEXT NOT NULL,
  salience TEXT NOT NULL,
  start_date TEXT,
  end_date TEXT,
  date_why TEXT,
  place TEXT,
  place_id TEXT,
  place_country TEXT,
  lat REAL,
  lon REAL,
  said_by TEXT,
  said_by_text TEXT,
  trigger TEXT NOT NULL,
  evidence TEXT NOT NULL,              -- the first sentence that tells it
  rule TEXT,
  reader_score REAL,
  confidence REAL,
  why TEXT NOT NULL,
  start INTEGER,                       -- of the word that names the act
  finish INTEGER,
  evidence_start INTEGER,
  evidence_finish INTEGER
);
CREATE INDEX event_id ON event (id);
CREATE INDEX event_coding ON event (coding);
CREATE INDEX event_incident ON event (incident);
CREATE INDEX event_when ON event (start_date);
CREATE INDEX event_type ON event (type, start_date);
CREATE INDEX event_status ON event (status, start_date);
CREATE INDEX event_quad ON event (quad, start_date);
CREATE INDEX event_mode ON event (mode, start_date) WHERE mode IS NOT NULL;
CREATE INDEX event_ledger ON event (ledger, start_date) WHERE ledger IS NOT NULL;
CREATE INDEX event_country ON event (place_country, start_date) WHERE place_country IS NOT NULL;

CREATE TABLE participant (
  event INTEGER NOT NULL REFERENCES event (event),
  side TEXT NOT NULL CHECK (side IN ('actor', 'recipient')),
  place INTEGER NOT NULL,
  name TEXT NOT NULL,                  -- the fullest that its article gives it: what articles call an actor by is no use elsewhere
  text TEXT NOT NULL,
  code TEXT,
  sector TEXT,
  start_date TEXT NOT NULL DEFAULT '', -- the event's first day, so that an actor's latest are one look-up; empty where unknown
  PRIMARY KEY (event, side, place)
) WITHOUT ROWID;
CREATE INDEX participant_code ON participant (code, side, start_date, event);

-- The pairs of an event: so that a dyad is one look-up.
CREATE TABLE dyad (
  actor TEXT NOT NULL,
  recipient TEXT NOT NULL,
  start_date TEXT NOT NULL,            -- empty where the day is not known
  event INTEGER NOT NULL REFERENCES event (event),
  PRIMARY KEY (actor, recipient, start_date, event)
) WITHOUT ROWID;

-- What each incident counts for in the panel, so that an incident that changes is taken out of it first.
CREATE TABLE counted (
  incident INTEGER NOT NULL REFERENCES incident (incident),
  actor TEXT NOT NULL,
  recipient TEXT NOT NULL,
  day TEXT NOT NULL,                   -- empty where the day is not known
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  quad TEXT NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (incident, actor, recipient)
) WITHOUT ROWID;
CREATE INDEX counted_pair ON counted (actor, recipient, day, incident);

-- How many incidents a day between two, by class: charts read this and never scan.
CREATE TABLE panel (
  run INTEGER NOT NULL REFERENCES run (run),
  actor TEXT NOT NULL,
  recipient TEXT NOT NULL,
  day TEXT NOT NULL,
  type TEXT NOT NULL,
  status TEXT NOT NULL,
  quad TEXT NOT NULL,
  incidents INTEGER NOT NULL,
  score REAL NOT NULL,                 -- the sum over the incidents
  PRIMARY KEY (run, actor, recipient, day, type, status)
) WITHOUT ROWID;

CREATE TABLE quote (
  quote INTEGER PRIMARY KEY,
  coding INTEGER NOT NULL REFERENCES coding (coding),
  kind TEXT NOT NULL,
  speaker TEXT,
  speaker_text TEXT,
  speaker_code TEXT,
  addressee TEXT,
  cue TEXT,
  text TEXT NOT NULL,
  said_from TEXT,
  said_to TEXT,
  why TEXT NOT NULL,
  day TEXT,                            -- on which it was said where the text tells, else that of the report
  parts TEXT                           -- JSON: start and end of each part in the text
);
CREATE INDEX quote_coding ON quote (coding);
CREATE INDEX quote_speaker ON quote (speaker_code, day);
CREATE INDEX quote_day ON quote (day);

CREATE TABLE claim (
  claim INTEGER PRIMARY KEY,
  coding INTEGER NOT NULL REFERENCES coding (coding),
  text TEXT NOT NULL,
  number REAL,
  number_to REAL,
  comparator TEXT NOT NULL,
  unit TEXT NOT NULL,
  unit_class TEXT,
  currency TEXT,
  subject TEXT,
  claimant TEXT,
  claimant_name TEXT,                  -- the fullest name of who says so
  from_date TEXT,
  to_date TEXT,
  ledger TEXT,
  event_id TEXT,
  evidence TEXT NOT NULL,
  why TEXT NOT NULL,
  day TEXT,                            -- the last day that it covers, else that of the report
  start INTEGER,
  finish INTEGER
);
CREATE INDEX claim_coding ON claim (coding);
CREATE INDEX claim_subject ON claim (subject, ledger, day);
CREATE INDEX claim_whose ON claim (subject, day);
CREATE INDEX claim_ledger ON claim (ledger, day);
CREATE INDEX claim_day ON claim (day);

CREATE TABLE commitment (
  commitment INTEGER PRIMARY KEY,
  coding INTEGER NOT NULL REFERENCES coding (coding),
  kind TEXT NOT NULL,
  strength TEXT,
  trigger TEXT NOT NULL,
  trigger_actor TEXT,
  trigger_pattern TEXT,                -- JSON: type, actors, recipients, ledger
  response TEXT NOT NULL,
  response_pattern TEXT,
  committed TEXT NOT NULL,
  toward TEXT NOT NULL,
  said_by TEXT,
  said_by_text TEXT,
  deadline TEXT,
  evidence TEXT NOT NULL,
  why TEXT NOT NULL,
  day TEXT,                            -- of the report
  start INTEGER,
  finish INTEGER
);
CREATE INDEX commitment_coding ON commitment (coding);
CREATE INDEX commitment_day ON commitment (day, committed, toward);

CREATE TABLE state (
  state INTEGER PRIMARY KEY,
  coding INTEGER NOT NULL REFERENCES coding (coding),
  relation TEXT NOT NULL,
  negated INTEGER NOT NULL,
  parties TEXT NOT NULL,
  toward TEXT NOT NULL,
  since TEXT,
  since_to TEXT,
  until TEXT,
  until_to TEXT,
  as_of TEXT,
  said_by TEXT,
  said_by_text TEXT,
  evidence TEXT NOT NULL,
  why TEXT NOT NULL,
  day TEXT,                            -- for which it is told, else that of the report
  start INTEGER,                       -- of the words that name the state
  finish INTEGER
);
CREATE INDEX state_coding ON state (coding);
CREATE INDEX state_day ON state (day, parties, toward);

-- A table from elsewhere, to check claims against: casus import-ledger. The same file again changes nothing; changed, it
-- takes the place of what was read from it before.
CREATE TABLE import (
  import INTEGER PRIMARY KEY,
  ledger TEXT NOT NULL,
  source TEXT NOT NULL,                -- the file's name
  content TEXT NOT NULL,               -- hash of the file and of how its columns are read
  number TEXT,                         -- the column that counts; null where every row is one
  others TEXT NOT NULL,                -- columns that count something else beside it, ; between
  UNIQUE (ledger, source)
);

CREATE TABLE imported (
  imported INTEGER PRIMARY KEY,
  ledger TEXT NOT NULL,
  source TEXT NOT NULL,
  line INTEGER NOT NULL,
  day TEXT NOT NULL,
  number REAL NOT NULL,
  subject TEXT,
  parties TEXT,                        -- codes of those who took part, in order of the alphabet, ; between
  cells TEXT NOT NULL                  -- JSON: the row as it is in its file
);
CREATE INDEX imported_ledger ON imported (ledger, day);

CREATE VIRTUAL TABLE event_words USING fts5 (evidence, place, content='event', content_rowid='event', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE quote_words USING fts5 (speaker, speaker_text, text, content='quote', content_rowid='quote', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE claim_words USING fts5 (unit, unit_class, claimant, evidence, content='claim', content_rowid='claim', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE article_words USING fts5 (headline, text, content='article', content_rowid='article', tokenize="unicode61 remove_diacritics 2");

-- How events are found that may tell the same act: by class and day (the first day of the act where it is known to the
-- month or better, else the day of the report, else null), counted from 1970-01-01.
CREATE TABLE witness (
  event INTEGER PRIMARY KEY REFERENCES event (event),
  run INTEGER NOT NULL REFERENCES run (run),
  type TEXT NOT NULL,
  day INTEGER
);
CREATE INDEX witness_when ON witness (run, type, day);

-- The weighted words of an article that has events, eight bytes of hash and eight of weight each; and of them its names.
CREATE TABLE story (
  article INTEGER PRIMARY KEY REFERENCES article (article),
  words BLOB NOT NULL,
  names BLOB NOT NULL
);

-- Two events that may be one act, and how likely; each pair both ways round.
CREATE TABLE link (
  event INTEGER NOT NULL REFERENCES event (event),
  other INTEGER NOT NULL REFERENCES event (event),
  chance REAL NOT NULL,
  PRIMARY KEY (event, other)
) WITHOUT ROWID;

-- How each feed stands that `casus watch` asks. Points in time are text, 2022-06-14T09:00:00Z.
CREATE TABLE watch_feed (
  url TEXT PRIMARY KEY,
  feed TEXT NOT NULL,                  -- what it is called
  last_tried TEXT,
  last_ok TEXT,
  next_due TEXT,                       -- null where it is not asked again
  failures INTEGER NOT NULL,           -- on end
  note TEXT,
  articles INTEGER NOT NULL            -- of it that were added
) WITHOUT ROWID;

-- Sums and look-ups for pages that show the whole record. Triggers keep them, in the transaction of what they sum; what
-- is gone leaves a sum of none.

-- Who has a part in which incidents, the latest first.
CREATE TABLE party (
  run INTEGER NOT NULL,
  code TEXT NOT NULL,
  side TEXT NOT NULL,
  day TEXT NOT NULL,                   -- the incident's first day; empty where unknown
  incident INTEGER NOT NULL,
  PRIMARY KEY (run, code, side, day, incident)
) WITHOUT ROWID;

-- How many incidents a day, whoever did them.
CREATE TABLE daily (
  run INTEGER NOT NULL,
  status TEXT NOT NULL,
  day TEXT NOT NULL,
  quad TEXT NOT NULL,
  incidents INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (run, status, day, quad)
) WITHOUT ROWID;

-- How many incidents a month, and a year, at each place on the map.
CREATE TABLE spot (
  run INTEGER NOT NULL,
  month TEXT NOT NULL,                 -- 2022-06, or y2022 for the year; empty where the day is not known
  place TEXT NOT NULL,
  lat REAL NOT NULL,
  lon REAL NOT NULL,
  status TEXT NOT NULL,
  type TEXT NOT NULL,
  incidents INTEGER NOT NULL,
  PRIMARY KEY (run, month, place, lat, lon, status, type)
) WITHOUT ROWID;

-- How many incidents of a ledger happened a day, by who did them; for all of them together the code is empty.
CREATE TABLE ledger_day (
  run INTEGER NOT NULL,
  ledger TEXT NOT NULL,
  code TEXT NOT NULL,
  day TEXT NOT NULL,
  incidents INTEGER NOT NULL,
  PRIMARY KEY (run, ledger, code, day)
) WITHOUT ROWID;

-- How many incidents a month, and a year, happened between two.
CREATE TABLE tie (
  run INTEGER NOT NULL,
  month TEXT NOT NULL,                 -- 2022-06, or y2022 for the year; empty where the day is not known
  actor TEXT NOT NULL,
  recipient TEXT NOT NULL,
  incidents INTEGER NOT NULL,
  score REAL NOT NULL,
  PRIMARY KEY (run, month, actor, recipient)
) WITHOUT ROWID;

-- In how many events a code has a part.
CREATE TABLE tally (
  run INTEGER NOT NULL,
  code TEXT NOT NULL,
  events INTEGER NOT NULL,
  PRIMARY KEY (run, code)
) WITHOUT ROWID;

-- How many articles a run has coded.
CREATE TABLE run_size (run INTEGER PRIMARY KEY, articles INTEGER NOT NULL);

CREATE TRIGGER coding_new AFTER INSERT ON coding BEGIN
  INSERT INTO run_size VALUES (NEW.run, 1) ON CONFLICT DO UPDATE SET articles = articles + 1;
END;

CREATE TRIGGER coding_gone AFTER DELETE ON coding BEGIN
  UPDATE run_size SET articles = articles - 1 WHERE run = OLD.run;
END;

CREATE TRIGGER incident_new AFTER INSERT ON incident BEGIN
  INSERT OR IGNORE INTO party SELECT NEW.run, trim(value), 'actor', coalesce(NEW.start_date, ''), NEW.incident
    FROM json_each('["' || replace(replace(NEW.actors, '"', ''), ';', '","') || '"]') WHERE trim(value) <> '';
  INSERT OR IGNORE INTO party SELECT NEW.run, trim(value), 'recipient', coalesce(NEW.start_date, ''), NEW.incident
    FROM json_each('["' || replace(replace(NEW.recipients, '"', ''), ';', '","') || '"]') WHERE trim(value) <> '';
  INSERT INTO daily SELECT NEW.run, NEW.status, coalesce(NEW.start_date, ''), NEW.quad, 1, coalesce(NEW.score, 0) WHERE 1
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents, score = score + excluded.score;
  INSERT INTO spot SELECT NEW.run, month, coalesce(NEW.place, ''), NEW.lat, NEW.lon, NEW.status, NEW.type, 1
    FROM (SELECT substr(coalesce(NEW.start_date, ''), 1, 7) AS month UNION SELECT 'y' || substr(NEW.start_date, 1, 4) WHERE NEW.start_date <> '')
    WHERE NEW.lat IS NOT NULL AND NEW.lon IS NOT NULL
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents;
  INSERT INTO ledger_day SELECT NEW.run, NEW.ledger, code, NEW.start_date, 1
    FROM (SELECT '' AS code UNION SELECT trim(value) FROM json_each('["' || replace(replace(NEW.actors, '"', ''), ';', '","') || '"]'))
    WHERE NEW.ledger IS NOT NULL AND NEW.status = 'happened' AND NEW.start_date IS NOT NULL
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents;
END;

CREATE TRIGGER incident_gone AFTER DELETE ON incident BEGIN
  DELETE FROM party WHERE run = OLD.run AND side = 'actor' AND day = coalesce(OLD.start_date, '') AND incident = OLD.incident
    AND code IN (SELECT trim(value) FROM json_each('["' || replace(replace(OLD.actors, '"', ''), ';', '","') || '"]'));
  DELETE FROM party WHERE run = OLD.run AND side = 'recipient' AND day = coalesce(OLD.start_date, '') AND incident = OLD.incident
    AND code IN (SELECT trim(value) FROM json_each('["' || replace(replace(OLD.recipients, '"', ''), ';', '","') || '"]'));
  INSERT INTO daily SELECT OLD.run, OLD.status, coalesce(OLD.start_date, ''), OLD.quad, -1, -coalesce(OLD.score, 0) WHERE 1
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents, score = score + excluded.score;
  INSERT INTO spot SELECT OLD.run, month, coalesce(OLD.place, ''), OLD.lat, OLD.lon, OLD.status, OLD.type, -1
    FROM (SELECT substr(coalesce(OLD.start_date, ''), 1, 7) AS month UNION SELECT 'y' || substr(OLD.start_date, 1, 4) WHERE OLD.start_date <> '')
    WHERE OLD.lat IS NOT NULL AND OLD.lon IS NOT NULL
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents;
  INSERT INTO ledger_day SELECT OLD.run, OLD.ledger, code, OLD.start_date, -1
    FROM (SELECT '' AS code UNION SELECT trim(value) FROM json_each('["' || replace(replace(OLD.actors, '"', ''), ';', '","') || '"]'))
    WHERE OLD.ledger IS NOT NULL AND OLD.status = 'happened' AND OLD.start_date IS NOT NULL
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents;
  DELETE FROM ledger_day WHERE incidents = 0 AND run = OLD.run AND ledger = OLD.ledger AND day = OLD.start_date
    AND code IN (SELECT '' UNION SELECT trim(value) FROM json_each('["' || replace(replace(OLD.actors, '"', ''), ';', '","') || '"]'));
END;

CREATE TRIGGER incident_other AFTER UPDATE ON incident BEGIN
  DELETE FROM party WHERE run = OLD.run AND side = 'actor' AND day = coalesce(OLD.start_date, '') AND incident = OLD.incident
    AND code IN (SELECT trim(value) FROM json_each('["' || replace(replace(OLD.actors, '"', ''), ';', '","') || '"]'));
  DELETE FROM party WHERE run = OLD.run AND side = 'recipient' AND day = coalesce(OLD.start_date, '') AND incident = OLD.incident
    AND code IN (SELECT trim(value) FROM json_each('["' || replace(replace(OLD.recipients, '"', ''), ';', '","') || '"]'));
  INSERT INTO daily SELECT OLD.run, OLD.status, coalesce(OLD.start_date, ''), OLD.quad, -1, -coalesce(OLD.score, 0) WHERE 1
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents, score = score + excluded.score;
  INSERT INTO spot SELECT OLD.run, month, coalesce(OLD.place, ''), OLD.lat, OLD.lon, OLD.status, OLD.type, -1
    FROM (SELECT substr(coalesce(OLD.start_date, ''), 1, 7) AS month UNION SELECT 'y' || substr(OLD.start_date, 1, 4) WHERE OLD.start_date <> '')
    WHERE OLD.lat IS NOT NULL AND OLD.lon IS NOT NULL
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents;
  INSERT INTO ledger_day SELECT OLD.run, OLD.ledger, code, OLD.start_date, -1
    FROM (SELECT '' AS code UNION SELECT trim(value) FROM json_each('["' || replace(replace(OLD.actors, '"', ''), ';', '","') || '"]'))
    WHERE OLD.ledger IS NOT NULL AND OLD.status = 'happened' AND OLD.start_date IS NOT NULL
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents;
  DELETE FROM ledger_day WHERE incidents = 0 AND run = OLD.run AND ledger = OLD.ledger AND day = OLD.start_date
    AND code IN (SELECT '' UNION SELECT trim(value) FROM json_each('["' || replace(replace(OLD.actors, '"', ''), ';', '","') || '"]'));
  INSERT OR IGNORE INTO party SELECT NEW.run, trim(value), 'actor', coalesce(NEW.start_date, ''), NEW.incident
    FROM json_each('["' || replace(replace(NEW.actors, '"', ''), ';', '","') || '"]') WHERE trim(value) <> '';
  INSERT OR IGNORE INTO party SELECT NEW.run, trim(value), 'recipient', coalesce(NEW.start_date, ''), NEW.incident
    FROM json_each('["' || replace(replace(NEW.recipients, '"', ''), ';', '","') || '"]') WHERE trim(value) <> '';
  INSERT INTO daily SELECT NEW.run, NEW.status, coalesce(NEW.start_date, ''), NEW.quad, 1, coalesce(NEW.score, 0) WHERE 1
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents, score = score + excluded.score;
  INSERT INTO spot SELECT NEW.run, month, coalesce(NEW.place, ''), NEW.lat, NEW.lon, NEW.status, NEW.type, 1
    FROM (SELECT substr(coalesce(NEW.start_date, ''), 1, 7) AS month UNION SELECT 'y' || substr(NEW.start_date, 1, 4) WHERE NEW.start_date <> '')
    WHERE NEW.lat IS NOT NULL AND NEW.lon IS NOT NULL
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents;
  INSERT INTO ledger_day SELECT NEW.run, NEW.ledger, code, NEW.start_date, 1
    FROM (SELECT '' AS code UNION SELECT trim(value) FROM json_each('["' || replace(replace(NEW.actors, '"', ''), ';', '","') || '"]'))
    WHERE NEW.ledger IS NOT NULL AND NEW.status = 'happened' AND NEW.start_date IS NOT NULL
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents;
END;

CREATE TRIGGER counted_new AFTER INSERT ON counted BEGIN
  INSERT INTO tie SELECT (SELECT run FROM incident WHERE incident = NEW.incident), month, NEW.actor, NEW.recipient, 1, NEW.score
    FROM (SELECT substr(NEW.day, 1, 7) AS month UNION SELECT 'y' || substr(NEW.day, 1, 4) WHERE NEW.day <> '')
    WHERE NEW.status = 'happened'
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents, score = score + excluded.score;
END;

CREATE TRIGGER counted_gone AFTER DELETE ON counted BEGIN
  INSERT INTO tie SELECT (SELECT run FROM incident WHERE incident = OLD.incident), month, OLD.actor, OLD.recipient, -1, -OLD.score
    FROM (SELECT substr(OLD.day, 1, 7) AS month UNION SELECT 'y' || substr(OLD.day, 1, 4) WHERE OLD.day <> '')
    WHERE OLD.status = 'happened'
    ON CONFLICT DO UPDATE SET incidents = incidents + excluded.incidents, score = score + excluded.score;
END;

CREATE TRIGGER participant_new AFTER INSERT ON participant WHEN NEW.code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM participant AS p
  WHERE p.event = NEW.event AND +p.code = NEW.code AND (p.side <> NEW.side OR p.place <> NEW.place)) BEGIN
  INSERT INTO tally SELECT c.run, NEW.code, 1 FROM event AS e JOIN coding AS c ON c.coding = e.coding WHERE e.event = NEW.event
    ON CONFLICT DO UPDATE SET events = events + 1;
END;
