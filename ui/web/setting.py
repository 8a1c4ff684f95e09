"""What every page needs to know before it draws: the people, the brands, what waits for the visitor."""

from datetime import datetime

from ui import words
from ui.desk_api import DeskApi
from ui.web.menu import menu
from ui.web.render.shell import Setting
from ui.web.sessions import Visitor

MANY = 100


def setting(desk: DeskApi, visitor: Visitor, now: datetime) -> Setting:
    waiting = 0 if visitor.reads_only else desk.waiting_for(visitor.user.name, MANY)
    questions = 0 if visitor.reads_only else desk.run_counts(visitor.user.name).questions
    cases = desk.cases("open")
    users = desk.users()
    others = tuple(user for user in users if user.active) if visitor.door == "link" else ()
    called = words.told_apart(users)
    names = {brand.id: brand.name for brand in desk.brands()}
    return Setting(
        visitor=visitor,
        brand=desk.default_brand.name,
        brand_names=names,
        now=now,
        waiting=waiting,
        cases=sum(visitor.has(case.owner_role) for case in cases),
        questions=questions,
        open_cases=cases,
        others=others,
        people=called,
        colleagues={user.name: called[user.name] for user in users if user.active and user.roles != ("auditor",)},
        holds=desk.holds(),
        menu=menu(visitor),
    )
