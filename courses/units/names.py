"""The units that lessons use: what pint calls them, how they are written, and what else learners call them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_SHORTEST = 3  # letters and signs of the shortest Khmer word of a unit (តោន); an abbreviation may be as long (ក្រ), never longer


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its family, pint's name for it, its sign, and its other names in both languages."""

    family: str
    pint: str
    sign: str
    names: tuple[str, ...] = ()
    power: int = 1

    @property
    def khmer(self) -> str:
        """The Khmer word for it, not shortened; nothing where we know none."""
        khmer = [name for name in self.names if "ក" <= name[0] <= "ឳ" and "." not in name and len(name) >= _SHORTEST]
        return next((name for name in khmer if len(name) > _SHORTEST), khmer[0] if khmer else "")


def _family(family: str, *rows: str) -> tuple[Unit, ...]:
    """Read rows of `pint sign other names`; `pint^2` is a power."""
    units = []
    for row in rows:
        pint, sign, *names = row.split()
        name, _, power = pint.partition("^")
        units.append(Unit(family, name, sign, tuple(names), int(power or 1)))
    return tuple(units)


UNITS: tuple[Unit, ...] = (
    *_family(
        "length",
        "meter m ម ម៉ែត្រ metre metres meter meters",
        "kilometer km គ.ម គម គីឡូម៉ែត្រ kilometre kilometres kilometer kilometers",
        "centimeter cm ស.ម សម សង់ទីម៉ែត្រ សង់ទីម៉ែត centimetre centimetres centimeter",
        "millimeter mm ម.ម មម មីលីម៉ែត្រ millimetre millimetres millimeter",
        "decimeter dm ដ.ម ដម ដេស៊ីម៉ែត្រ decimetre decimetres",
        "micrometer µm μm um មីក្រូម៉ែត្រ",
        "nanometer nm ណាណូម៉ែត្រ",
    ),
    *_family(
        "area",
        "meter^2 m2 ម២ ម៉ែត្រការេ ម៉ែត្រការ៉េ",
        "centimeter^2 cm2 សង់ទីម៉ែត្រការេ សង់ទីម៉ែត្រការ៉េ",
        "kilometer^2 km2 គីឡូម៉ែត្រការេ គីឡូម៉ែត្រការ៉េ",
        "hectare ha ហ.ត ហិកតា hectare hectares",
        "are a អា",
    ),
    *_family(
        "volume",
        "liter L l លីត្រ ល litre litres liter liters",
        "milliliter mL ml មីលីលីត្រ ម.ល មល millilitre millilitres",
        "centiliter cL cl សង់ទីលីត្រ",
        "deciliter dL dl ដេស៊ីលីត្រ",
        "meter^3 m3 ម៣ ម៉ែត្រគូប",
        "centimeter^3 cm3 cc សង់ទីម៉ែត្រគូប",
        "decimeter^3 dm3 ដេស៊ីម៉ែត្រគូប",
    ),
    *_family(
        "time",
        "second s វិ វិនាទី sec second seconds",
        "minute min នាទី minute minutes",
        "hour h ម៉ោង hr hour hours",
        "day d ថ្ងៃ day days",
        "week wk សប្ដាហ៍ សប្តាហ៍ week weeks",
        "year yr ឆ្នាំ year years",
        "millisecond ms មីលីវិនាទី",
    ),
    *_family(
        "mass",
        "gram g ក្រ ក្រាម gram grams",
        "kilogram kg គ.ក គក គីឡូក្រាម គីឡូ kilo kilos kilogram kilograms",
        "milligram mg ម.ក មក មីលីក្រាម",
        "metric_ton t តោន tonne tonnes ton tons",
    ),
    *_family("force", "newton N ញូតុន ញូតោន newton newtons", "kilonewton kN គីឡូញូតុន"),
    *_family(
        "pressure",
        "pascal Pa ប៉ាស្កាល់ pascal pascals",
        "hectopascal hPa ហិកតូប៉ាស្កាល់",
        "kilopascal kPa គីឡូប៉ាស្កាល់",
        "megapascal MPa មេហ្គាប៉ាស្កាល់",
        "bar bar បារ",
        "standard_atmosphere atm អាត់ម៉ូស្វែ",
        "mmHg mmHg",
    ),
    *_family(
        "energy",
        "joule J ស៊ូល joule joules",
        "kilojoule kJ គីឡូស៊ូល",
        "megajoule MJ មេហ្គាស៊ូល",
        "watt_hour Wh វ៉ាត់ម៉ោង",
        "kilowatt_hour kWh គីឡូវ៉ាត់ម៉ោង",
        "calorie cal កាឡូរី",
        "kilocalorie kcal គីឡូកាឡូរី",
    ),
    *_family("power", "watt W វ៉ាត់ watt watts", "kilowatt kW គីឡូវ៉ាត់", "megawatt MW មេហ្គាវ៉ាត់", "milliwatt mW មីលីវ៉ាត់"),
    *_family("current", "ampere A អំពែរ អំពែ ampere amperes amp amps", "milliampere mA មីលីអំពែរ", "microampere µA uA"),
    *_family("voltage", "volt V វ៉ុល volt volts", "millivolt mV មីលីវ៉ុល", "kilovolt kV គីឡូវ៉ុល"),
    *_family("resistance", "ohm Ω Ω ohm ohms អូម", "kiloohm kΩ kΩ kohm គីឡូអូម", "megaohm MΩ Mohm មេហ្គាអូម"),
    *_family("charge", "coulomb C គូឡុំ coulomb coulombs", "millicoulomb mC"),
    *_family("frequency", "hertz Hz ហឺត hertz", "kilohertz kHz គីឡូហឺត", "megahertz MHz មេហ្គាហឺត"),
    *_family("temperature", "degC °C degC ℃ អង្សាសេ អង្សាសែលស៊ីស", "kelvin K កែលវិន kelvin"),
    *_family("amount", "mole mol ម៉ូល mole moles", "millimole mmol មីលីម៉ូល"),
    *_family("angle", "degree ° deg degree degrees ដឺក្រេ អង្សា", "radian rad រ៉ាដ្យង់"),
    *_family("optics", "diopter dpt δ ឌីយ៉ុប"),
    *_family("share", "percent % ភាគរយ percent"),
    *_family("money", "riel ៛ រៀល riel riels KHR", "dollar $ ដុល្លារ dollar dollars USD"),
)

BY_NAME: dict[str, Unit] = {name: unit for unit in UNITS for name in (unit.sign, *unit.names)}
BY_LOWER: dict[str, Unit | None] = {}
for _name, _unit in BY_NAME.items():
    _lower = _name.lower()
    BY_LOWER[_lower] = _unit if BY_LOWER.get(_lower, _unit) == _unit else None


def find_unit(name: str) -> Unit | None:
    """Return the unit of a name; capitals count only where they tell two units apart."""
    return BY_NAME.get(name) or BY_LOWER.get(name.lower())


def key_signs(asked: Iterable[str], most: int = 4) -> list[str]:
    """Return signs for the keys on the screen: of each unit asked for, and of the first of its family, so that the keys do not tell.

    Args:
        asked: pint's names of the units.
    """
    signs: dict[str, None] = {}
    for name in asked:
        unit = next(u for u in UNITS if u.pint == name)
        family = [u for u in UNITS if u.family == unit.family and u.power == 1]
        signs.update(dict.fromkeys(u.sign for u in family if u in family[:most] or u.pint == name))
    return list(signs)


def key_names(signs: Iterable[str]) -> dict[str, str]:
    """Return the Khmer words for the keys of units, for those who do not read Latin letters."""
    return {sign: BY_NAME[sign].khmer for sign in signs if BY_NAME[sign].khmer}
