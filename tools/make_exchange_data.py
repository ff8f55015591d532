"""Make the fictional registers of the exchange simulator; the same seed gives the same bytes.

Run `python tools/make_exchange_data.py`; it rewrites src/nuocheng/simulator/data/*.csv and its README.md.
"""

import csv
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from nuocheng.simulator.registers import (
    CODE_ALPHABET,
    DATA,
    OWN_COLUMNS,
    Registers,
    code_check_digit,
    id_check_digit,
)

SEED = 20200403
ROADS = ("云锦路", "铜花街", "沿河东路", "新禾路", "白杨巷", "长征街", "五星路", "东篱路")
VILLAGES = ("金沟口村", "银杏川村", "大柳林村", "水泉湾村")
SURNAMES = "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐"
GIVEN = (
    "晓岚",
    "文博",
    "雨桐",
    "志远",
    "淑芬",
    "国栋",
    "丽娟",
    "海涛",
    "建平",
    "玉兰",
    "思齐",
    "一鸣",
    "秀英",
    "浩然",
    "春梅",
)
SCHOOLS = ("陇原师范学院", "河西理工大学", "铜城职业技术学院", "黄河财经大学")
MAJORS = ("会计学", "学前教育", "护理学", "计算机科学与技术", "机械设计制造及其自动化", "食品科学与工程")
EMPLOYERS = (("铜城丰禾食品有限公司", 1), ("铜城云路物流有限公司", 2), ("铜城青松养老服务有限公司", 3))
ZONE = "620402"

Record = dict[str, str]


@dataclass
class Person:
    """A fictional person and the records each register holds about them."""

    name: str
    born: date
    sex: str
    story: str
    number: str = ""
    records: dict[str, list[Record]] = field(default_factory=dict)

    def put(self, source: str, as_of: str = "T-3", **values: str) -> None:
        """Add a record, or a second one, to a register."""
        self.records.setdefault(source, []).append({"as_of": as_of, **values})

    def change(self, source: str, **values: str) -> None:
        """Change the one record a register holds."""
        self.records[source][0].update(values)

    def drop(self, *sources: str) -> None:
        """Take the person out of registers."""
        for source in sources:
            self.records.pop(source, None)


def id_number(born: date, sex: str, serial: int) -> str:
    """Compose a valid ID number; the last digit of the serial is odd for men."""
    body = f"{ZONE}{born:%Y%m%d}{serial * 2 + (1 if sex == '男' else 0):03d}"
    return body + id_check_digit(body)


def credit_code(serial: int) -> str:
    """Compose a valid credit code of a company registered in the district."""
    letters = "".join(CODE_ALPHABET[(serial * 7 + place * 11) % 31] for place in range(4))
    body = f"91{ZONE}MA{letters}{serial:03d}"
    return body + code_check_digit(body)


def address(dice: random.Random) -> str:
    """Invent a flat in the district."""
    building, unit, flat = (
        dice.randint(1, 18),
        dice.randint(1, 4),
        dice.randint(1, 6) * 100 + dice.randint(1, 4),
    )
    road = f"{dice.choice(ROADS)}{dice.randint(2, 198)}号"
    return f"甘肃省白银市白银区{road}{building}号楼{unit}单元{flat}室"


def unit_no(dice: random.Random) -> str:
    """Invent a 28-character real-estate unit number."""
    parcel = f"{dice.randint(1, 99):03d}{dice.randint(1, 999):03d}GB{dice.randint(1, 99999):05d}"
    return f"{ZONE}{parcel}F{dice.randint(1, 9999):08d}"


def flat(dice: random.Random, where: str) -> Record:
    """Invent the registration of one flat."""
    return {
        "unit_no": unit_no(dice),
        "address": where,
        "area": f"{dice.randint(48, 138)}.{dice.randint(0, 99):02d}",
        "usage": "住宅",
        "ownership": "单独所有",
        "registered_on": f"{dice.randint(2005, 2024)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}",
        "mortgaged": "否",
    }


def settle(person: Person, serial: int, dice: random.Random) -> None:
    """Give a person an ordinary life: household, marriage entry, flat, job, diploma, clean record."""
    person.number = id_number(person.born, person.sex, serial)
    home = address(dice)
    adult = person.born + timedelta(days=24 * 365)
    employer, code = dice.choice(EMPLOYERS)
    person.put(
        "population",
        "T-1",
        id_number=person.number,
        name=person.name,
        sex=person.sex,
        ethnic_group="汉族",
        birth_date=person.born.isoformat(),
        household_address=home,
        household_status="正常",
        registered_on=person.born.replace(day=28).isoformat(),
    )
    person.put("marriage", "T-2", marital_status="未婚", registrar="白银区民政局婚姻登记处")
    person.put("real_estate", "T-2", **flat(dice, home))
    person.put(
        "employment",
        "T-12",
        insured="是",
        employer=employer,
        employer_code=credit_code(code),
        insured_on=adult.isoformat(),
        paid_months=str(dice.randint(1, min(260, 12 * max(1, 2026 - adult.year)))),
        monthly_base=f"{dice.randint(42, 98) * 100:,}.00元",
        unemployment_registered="否",
    )
    graduated = adult.replace(month=7, day=1)
    person.put(
        "education",
        "T-40",
        school=dice.choice(SCHOOLS),
        level=dice.choice(("大学专科", "大学本科")),
        major=dice.choice(MAJORS),
        graduated_on=f"{graduated.year}年{graduated.month}月{graduated.day}日",
        certificate_no=f"{dice.randint(10000, 14999)}{graduated.year}05{dice.randint(1, 999999):06d}",
    )
    person.put("criminal_record", "T-1", has_record="无", checked_until="2026-11-20")


def poor(person: Person, **values: str) -> None:
    """Put a person on social assistance."""
    record = {
        "category": "城市低保",
        "assistance_status": "享受中",
        "household_size": "3",
        "monthly_amount": "1,860.00元",
        "approved_on": "2026-01-15",
        "valid_until": "2027-01-14",
    }
    person.put("low_income", "T-20", **{**record, **values})


def marry(one: Person, other: Person, on: str) -> None:
    """Register a marriage with both spouses."""
    for this, that in ((one, other), (other, one)):
        this.change(
            "marriage",
            marital_status="已婚",
            spouse_name=that.name,
            spouse_number=that.number,
            registered_on=on,
        )


SPECIAL = (
    ("李守信", date(1985, 3, 12), "男", "各项记录齐全、相互一致：守诺的样板"),
    ("王堃", date(1979, 8, 5), "男", "房屋用途为住宅：承诺“经营场所为商业用房”会查到不一致"),
    ("陈喆", date(1992, 11, 23), "女", "民政登记已婚：承诺“未婚”会查到不一致"),
    ("赵㛃", date(1968, 4, 17), "女", "低保已停发：承诺“正在享受低保”会查到不一致"),
    ("周𬭎", date(1999, 6, 30), "男", "学历信息里没有这个人：查无数据，不是不实"),
    ("买买提·吐尔逊", date(1988, 1, 9), "男", "少数民族姓名；社保登记的间隔号写法不同，应识别为同一人"),
    ("马晓燕", date(1974, 2, 26), "女", "人口信息有两条互相冲突的记录（重户），需人工判断"),
    ("张伟", date(1983, 9, 14), "男", "婚姻信息有两条互相冲突的记录，需人工判断"),
    ("刘建国", date(1955, 10, 1), "男", "不动产和社保记录多年未更新：数据过旧，不能据以判断"),
    ("杨秀兰", date(1943, 12, 3), "女", "只在人口信息里有记录，其他各库都查不到"),
    ("黄志强", date(1990, 5, 19), "男", "有犯罪记录：承诺“无犯罪记录”会查到不一致"),
    ("吴敏", date(1995, 7, 7), "女", "正在参保：承诺“未就业”会查到不一致"),
    ("徐海东", date(1962, 3, 3), "男", "户籍已注销"),
    ("孙桂芳", date(1971, 8, 21), "女", "名下三处房产，其中一处为商业用房"),
    ("胡明哲", date(2001, 2, 2), "男", "登记失业、无房、未婚：困难群体，各项与承诺一致"),
    ("李守信", date(2002, 12, 12), "男", "与前一位同名不同号：检验不会张冠李戴"),
    ("郭子谦", date(1991, 4, 4), "男", "陈喆的配偶"),
    ("林芳", date(1978, 6, 18), "女", "低保有效期已过"),
    ("高翔", date(1986, 10, 30), "男", "房屋已抵押：承诺“未设抵押”会查到不一致"),
    ("何静", date(1997, 9, 9), "女", "学历为大学专科：承诺“大学本科”会查到不一致"),
)


def special_people(dice: random.Random) -> dict[str, Person]:
    """Make the people whose records tell a story."""
    people: dict[str, Person] = {}
    for serial, (name, born, sex, story) in enumerate(SPECIAL, start=101):
        person = Person(name, born, sex, story)
        settle(person, serial, dice)
        people[name if name not in people else f"{name}（同名）"] = person
    tell_household_stories(people)
    tell_property_stories(people, dice)
    return people


def tell_household_stories(people: dict[str, Person]) -> None:
    """Bend the household, marriage, assistance and record entries to the stories."""
    marry(people["陈喆"], people["郭子谦"], "2019-05-20")
    marry(people["李守信"], people["何静"], "2023-09-09")
    poor(people["赵㛃"], assistance_status="已停发", valid_until="2026-06-30")
    poor(people["林芳"], assistance_status="已到期", approved_on="2024-05-10", valid_until="2025-05-09")
    poor(people["胡明哲"], household_size="1", monthly_amount="720元")
    people["买买提·吐尔逊"].change("population", ethnic_group="维吾尔族")
    double = {
        **people["马晓燕"].records["population"][0],
        "household_address": f"甘肃省白银市白银区{VILLAGES[0]}2社17号",
    }
    people["马晓燕"].records["population"].append({**double, "as_of": "T-400"})
    people["张伟"].put(
        "marriage",
        "T-900",
        marital_status="离异",
        registered_on="2014-03-01",
        registrar="平川区民政局婚姻登记处",
    )
    people["黄志强"].change("criminal_record", has_record="有")
    people["徐海东"].change("population", household_status="已注销")
    people["徐海东"].drop("employment", "real_estate", "education")
    people["杨秀兰"].drop("marriage", "real_estate", "employment", "education", "criminal_record")
    people["胡明哲"].drop("real_estate")


def tell_property_stories(people: dict[str, Person], dice: random.Random) -> None:
    """Bend the property, employment and education entries to the stories."""
    people["周𬭎"].drop("education")
    people["孙桂芳"].put("real_estate", "T-2", **flat(dice, address(dice)))
    shop = {
        **flat(dice, "甘肃省白银市白银区铜花街28号1层102室"),
        "usage": "商业服务",
        "ownership": "共同共有",
    }
    people["孙桂芳"].put("real_estate", "T-2", **shop)
    people["高翔"].change("real_estate", mortgaged="是")
    people["何静"].change("education", level="大学专科")
    people["李守信"].change("education", level="大学本科")
    people["刘建国"].change("real_estate", as_of="2016-04-08")
    people["刘建国"].change("employment", as_of="2015-10-31", insured="否", employer="", employer_code="")
    people["胡明哲"].change(
        "employment", insured="否", employer="", employer_code="", unemployment_registered="是"
    )


def ordinary_people(dice: random.Random) -> list[Person]:
    """Make people without a story, so that the registers are not only made of stories."""
    people: list[Person] = []
    names = dice.sample([surname + given for surname in SURNAMES for given in GIVEN], 24)
    for serial, name in enumerate(names, start=201):
        born = date(1950, 1, 1) + timedelta(days=dice.randint(0, 19000))
        person = Person(name, born, dice.choice("男女"), "")
        settle(person, serial, dice)
        if born.year < 1963:
            person.drop("employment")
        if dice.random() < 0.25:
            person.drop(dice.choice(("real_estate", "employment", "education")))
        if dice.random() < 0.2:
            poor(person, household_size=str(dice.randint(1, 5)))
        people.append(person)
    women, men = (sorted((p for p in people if p.sex == sex), key=lambda p: p.born) for sex in "女男")
    for one, other in list(zip(women, men, strict=False))[::2]:
        marry(
            one,
            other,
            f"{max(one.born, other.born).year + 25}-{dice.randint(1, 10):02d}-{dice.randint(1, 28):02d}",
        )
    return people


COMPANIES = (
    ("铜城丰禾食品有限公司", "存续", "李守信", "各项登记一致"),
    ("铜城云路物流有限公司", "存续", "高翔", "各项登记一致"),
    ("铜城青松养老服务有限公司", "存续", "孙桂芳", "各项登记一致"),
    ("铜城小满餐饮店（个人独资）", "注销", "王堃", "已注销：承诺“正常经营”会查到不一致"),
    ("白银㛃美理发服务有限公司", "存续", "赵㛃", "名称含生僻字"),
    ("铜城鼎盛建筑劳务有限公司", "吊销", "黄志强", "已吊销：承诺“正常经营”会查到不一致"),
    ("铜城同名商贸有限公司", "存续", "张伟", "登记信息有两条互相冲突的记录，需人工判断"),
    ("铜城旧档贸易有限公司", "存续", "刘建国", "登记信息多年未更新：数据过旧"),
    ("铜城阿依努尔民族用品有限公司", "存续", "买买提·吐尔逊", "法定代表人为少数民族姓名"),
    ("铜城启明托育服务有限公司", "存续", "陈喆", "注册资本以万元登记"),
)


def companies(dice: random.Random) -> list[Person]:
    """Make the companies; a company is a subject like a person, without a birth."""
    made: list[Person] = []
    for serial, (name, status, head, story) in enumerate(COMPANIES, start=1):
        company = Person(name, date(2016, 1, 1), "", story, number=credit_code(serial))
        shop = f"甘肃省白银市白银区{dice.choice(ROADS)}{dice.randint(2, 198)}号1层{100 + serial}室"
        company.put(
            "company",
            "T-0",
            credit_code=company.number,
            name=name,
            legal_representative=head,
            registered_capital=f"{dice.randint(1, 50) * 10}万元",
            established_on=f"{dice.randint(2008, 2023)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}",
            address=shop,
            registration_status=status,
            business_scope="许可项目以批准文件为准；一般项目：见营业执照",
        )
        company.put("real_estate", "T-2", **{**flat(dice, shop), "usage": "商业服务"})
        made.append(company)
    made[6].records["company"].append(
        {**made[6].records["company"][0], "legal_representative": "张玮", "as_of": "T-700"}
    )
    made[7].change("company", as_of="2013-07-15")
    made[4].drop("real_estate")
    return made


def write(people: list[Person]) -> None:
    """Write one file for each register, ordered by number."""
    for key, source in Registers.catalogue().items():
        columns = [entry.key for entry in source.fields]
        with (DATA / f"{key}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow([*OWN_COLUMNS, *(f"value.{column}" for column in columns)])
            for person in sorted(people, key=lambda person: person.number):
                for record in person.records.get(key, []):
                    name = person.name.replace("·", "•") if key == "employment" else person.name
                    row = [record.get(column, "") for column in columns]
                    writer.writerow([person.number, name, record["as_of"], *row])


def write_stories(people: list[Person]) -> None:
    """Write the page that says who is who."""
    lines = [
        "# 模拟交换平台的数据",
        "",
        "全部虚构，由 `tools/make_exchange_data.py` 生成，号码的校验码有效。",
        "`as_of` 列写 `T-3` 表示“今天往前3天”。",
        "",
        "| 主体 | 号码 | 记录说明 |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {person.name} | `{person.number}` | {person.story} |" for person in people if person.story]
    (DATA / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Make everything anew."""
    dice = random.Random(SEED)
    people = [*special_people(dice).values(), *ordinary_people(dice), *companies(dice)]
    write(people)
    write_stories(people)


if __name__ == "__main__":
    main()
