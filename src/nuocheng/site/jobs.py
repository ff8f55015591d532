"""Every job there is, in the order in which one feeds the next: a table of contents for the runner."""

from __future__ import annotations

from datetime import datetime, timedelta

from nuocheng.cases import jobs as cases
from nuocheng.catalogue import jobs as catalogue
from nuocheng.consequences import jobs as consequences
from nuocheng.handover import jobs as handover
from nuocheng.holdings import jobs as holdings
from nuocheng.kernel.occasion import Door, Occasion, Post, Role
from nuocheng.letters import jobs as letters
from nuocheng.letters.channels import at_hand as outside
from nuocheng.looks import jobs as looks
from nuocheng.oversight import jobs as oversight
from nuocheng.people import official as people
from nuocheng.platforms import jobs as platforms
from nuocheng.programme import jobs as programme
from nuocheng.site.work import HOUR, MINUTE, Job
from nuocheng.verification import jobs as verification
from nuocheng.verification.jobs import asking_people, forgetting, rechecks, timely

#: How far back the hourly watch looks: twice its pace, so that nothing falls between two looks.
LATELY = timedelta(hours=2)


def by_itself(at: datetime) -> Occasion:
    """Return the occasion of something that happens by itself at that moment."""
    return Occasion("system", "系统", Post(Role.SYSTEM), at, door=Door.JOB)


def take_effect_due(at: datetime) -> str | None:
    """Publish the announced editions whose day has come."""
    done = catalogue.take_effect_due(by_itself(at))
    return f"{done}个事项的新版今天起施行" if done else None


def bring_in_tables(at: datetime) -> str | None:
    """Read on trial, write and take back the imports that the desk asked for."""
    on = by_itself(at)
    done = catalogue.read_imports(on) + catalogue.carry_out_imports(on)
    return f"办了{done}次导入" if done else None


def watch_published(at: datetime) -> str | None:
    """Look for what comes back after it went, and for circles, where something was published lately."""
    done = catalogue.keep_watch(by_itself(at), since=at - LATELY)
    return f"监测有{done}条变化" if done else None


def watch_everything(at: datetime) -> str | None:
    """Look through the whole catalogue, and clear the alerts about what is there no more."""
    done = catalogue.keep_watch(by_itself(at))
    return f"监测有{done}条变化" if done else None


def ask_sources(_at: datetime) -> str | None:
    """Ask the sources about what was pledged."""
    kept = verification.ask_due()
    return f"记下{kept}条答复" if kept else None


def take_next_ways(at: datetime) -> str | None:
    """Take the next way of every plan whose present one settled nothing."""
    done = verification.take_next_ways(by_itself(at))
    return f"换下一种核查方式{done}项" if done else None


def mind_written(at: datetime) -> str | None:
    """Remind of written material that is due, and let lapse what did not come."""
    reminded, lapsed = asking_people.mind_written(by_itself(at))
    return f"提醒{reminded}件书面核查，{lapsed}件到期没有交" if reminded or lapsed else None


def end_publicities(at: datetime) -> str | None:
    """End the publicities whose window is over."""
    done = asking_people.end_publicities(by_itself(at))
    return f"{done}件公示期满" if done else None


def carry_out_draws(at: datetime) -> str | None:
    """Hand out what was drawn, and pass over the rest."""
    done = verification.carry_out_draws(by_itself(at))
    return f"派发抽查{done}项" if done else None


def load_snapshots(at: datetime) -> str | None:
    """Go on laying out reference sets."""
    done = verification.load_snapshots(by_itself(at))
    return f"装好{done}份参照库" if done else None


def prepare_batches(at: datetime) -> str | None:
    """Prepare tonight's runs of batch verification."""
    done = verification.prepare_batches(by_itself(at))
    return f"准备{done}次批量核查" if done else None


def carry_on_batches(at: datetime) -> str | None:
    """Go on with the runs of batch verification."""
    done = verification.carry_on_batches(by_itself(at))
    return f"做完{done}次批量核查" if done else None


def forget_calls(at: datetime) -> str | None:
    """Forget the oldest calls to data sources."""
    done = forgetting.forget_calls(at)
    return f"清理{done}条很久以前的数据来源调用记录" if done else None


def mind_rechecks(at: datetime) -> str | None:
    """Seal the seeds of this month's re-checks, and draw and hand out those of the months that are over."""
    on = by_itself(at)
    sealed, owed = rechecks.seal_rounds(on), rechecks.draw_rounds(on)
    return f"封存{sealed}个复核种子，派发{owed}项复核" if sealed or owed else None


def count_risks(at: datetime) -> str | None:
    """Count anew how often each certificate was found untrue."""
    done = rechecks.count_risks(by_itself(at))
    return f"统计了{done}类证明的不实率" if done else None


def open_due(at: datetime) -> str | None:
    """Begin to verify what has run out."""
    done = timely.open_due(by_itself(at))
    return f"到期转入核查{done}项" if done else None


def press_tasks(at: datetime) -> str | None:
    """Remind officers of verifications that wait."""
    done = timely.press_tasks(by_itself(at))
    return f"提醒、催办核查{done}项" if done else None


def press_due(at: datetime) -> str | None:
    """Ask for the answers to requests for assistance that are due or overdue."""
    done = verification.press_due(by_itself(at))
    return f"催办{done}件协查" if done else None


def close_verified(at: datetime) -> str | None:
    """Close what has nothing left to verify."""
    done = cases.close_verified(by_itself(at))
    return f"办结{done}件" if done else None


def close_every_verified(at: datetime) -> str | None:
    """Close whatever the quick look left behind many others."""
    done = cases.close_verified(by_itself(at), every=True)
    return f"补办结{done}件" if done else None


def mind_drafts(at: datetime) -> str | None:
    """Warn of drafts that are removed soon, and remove those that lay too long."""
    on = by_itself(at)
    told, gone = cases.warn_of_drafts(on), cases.drop_drafts(on)
    return f"提醒{told}份草稿，清除{gone}份" if told or gone else None


def lapse_corrections(at: datetime) -> str | None:
    """End the corrections whose term is over."""
    done = cases.lapse_corrections(by_itself(at))
    return f"{done}件补正到期" if done else None


def report_ratings(at: datetime) -> str | None:
    """Report ratings to the provincial platform."""
    done = cases.report_ratings(by_itself(at))
    return f"报送{done}条评价" if done else None


def note_silences(at: datetime) -> str | None:
    """Note where the term for a statement ran out in silence."""
    done = consequences.note_silences(by_itself(at))
    return f"{done}件没有收到陈述申辩" if done else None


def forget_vain_lookups(at: datetime) -> str | None:
    """Forget look-ups of papers that found nothing, after a month."""
    done = cases.forget_vain_lookups(by_itself(at))
    return f"清理{done}条查无结果的核验记录" if done else None


def mind_looks(at: datetime) -> str | None:
    """End looks that were interrupted, and look back at old ones."""
    on = by_itself(at)
    ended, settled = looks.end_interrupted(on, at), looks.settle_due(on)
    return f"结束{ended}次中断的查询，回看{settled}次查询" if ended or settled else None


def draft_reports(at: datetime) -> str | None:
    """Open last month's report for every department that has none yet."""
    done = oversight.draft_reports(by_itself(at))
    return f"备好{done}份月报" if done else None


def remind_due(at: datetime) -> str | None:
    """Remind departments of milestones that are due soon."""
    done = programme.remind_due(by_itself(at))
    return f"提醒{done}处节点" if done else None


def send_changes(at: datetime) -> str | None:
    """Tell subscribers what changed."""
    done = platforms.send_changes(at)
    return f"向对接平台送到{done}条变动" if done else None


def hand_over(at: datetime) -> str | None:
    """Hand cases and findings to the platforms above."""
    done = handover.hand_over(at)
    return f"向上级平台报送{done}批" if done else None


def reconcile(at: datetime) -> str | None:
    """Compare the days that are over with what the platforms above hold."""
    done = handover.reconcile_due(at)
    return f"和上级平台对账{done}次" if done else None


def forget_sent(at: datetime) -> str | None:
    """Forget what was told to subscribers long ago."""
    done = platforms.forget_sent(at)
    return f"清理{done}条早已送到的变动和没有用的入口" if done else None


def send_letters(at: datetime) -> str | None:
    """Choose the ways outside for new letters, and send what waits."""
    on, ways = by_itself(at), outside.ways()
    done = letters.take_up(on, ways) + letters.deliver(on, ways)
    return f"送了{done}封信" if done else None


def forget_codes(at: datetime) -> str | None:
    """Forget the codes of yesterday."""
    done = people.forget_codes(at)
    return f"清理{done}个过期的校验码" if done else None


def scan_waiting(at: datetime) -> str | None:
    """Have files scanned that came in while the scanner was away."""
    seen, bad = holdings.scan_waiting(by_itself(at))
    return f"查杀{seen}个文件，其中{bad}个有病毒" if seen else None


JOBS: tuple[Job, ...] = (
    Job("目录到期施行", MINUTE, take_effect_due),
    Job("导入表格", 3, bring_in_tables),
    Job("监测新公布的目录", HOUR, watch_published),
    Job("监测全部目录", 24 * HOUR, watch_everything),
    Job("向对接平台发变动", 2, send_changes),
    Job("清理已送到的变动", HOUR, forget_sent),
    Job("向上级平台报送", 15, hand_over),
    Job("和上级平台对账", HOUR, reconcile),
    Job("查询数据来源", 10, ask_sources),
    Job("换下一种核查方式", MINUTE, take_next_ways),
    Job("书面核查提醒和到期", HOUR, mind_written),
    Job("公示期满", HOUR, end_publicities),
    Job("装入参照库", 3, load_snapshots),
    Job("夜间批量核查", 10 * MINUTE, prepare_batches),
    Job("批量核查", 2, carry_on_batches),
    Job("协查提醒和催办", HOUR, press_due),
    Job("到期核查", MINUTE, open_due),
    Job("核查提醒和催办", MINUTE, press_tasks),
    Job("补查病毒", MINUTE, scan_waiting),
    Job("派发抽查", MINUTE, carry_out_draws),
    Job("复核抽取和派发", HOUR, mind_rechecks),
    Job("统计不实率", 6 * HOUR, count_risks),
    Job("办结已核查的办件", MINUTE, close_verified),
    Job("补办结已核查的办件", HOUR, close_every_verified),
    Job("草稿提醒和清除", HOUR, mind_drafts),
    Job("补正到期", HOUR, lapse_corrections),
    Job("送信", 10, send_letters),
    Job("报送好差评", 10 * MINUTE, report_ratings),
    Job("陈述申辩到期", HOUR, note_silences),
    Job("清理查无的核验", HOUR, forget_vain_lookups),
    Job("回看查询", HOUR, mind_looks),
    Job("备好月报", HOUR, draft_reports),
    Job("节点到期提醒", HOUR, remind_due),
    Job("清理过期的校验码", HOUR, forget_codes),
    Job("清理调用记录", HOUR, forget_calls),
)
