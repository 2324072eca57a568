"""Closed classes of Chinese function words that place arguments. All folded to Simplified."""

from __future__ import annotations

from typing import Final

from legation.model.frame import Slot

PREPOSITIONS: Final[dict[str, Slot]] = {
    "对": "to",
    "对于": "to",
    "向": "to",
    "朝": "to",
    "朝着": "to",
    "给": "to",
    "就": "for",
    "针对": "against",
    "冲着": "against",
    "与": "with",
    "和": "with",
    "同": "with",
    "跟": "with",
    "从": "from",
    "来自": "from",
    "被": "by",
    "遭": "by",
    "遭到": "by",
    "遭受": "by",
    "受": "by",
    "受到": "by",
    "由": "by",
    "获": "by",
    "获得": "by",
    "把": "object",
    "将": "object",
    "在": "in",
    "于": "in",
    "替": "for",
    "为": "for",
}
"""What a preposition makes of the noun phrase behind it, as a grammatical slot."""

PASSIVE: Final = frozenset({"被", "遭", "遭到", "遭受", "受", "受到", "获", "获得"})
"""Markers that make the subject the one acted upon. 由 names the actor without doing so."""

COORDINATORS: Final = frozenset({"和", "与", "及", "以及", "、", "跟", "同", "或", "暨"})

# Before these a mention is the subject of what follows, not an argument of the main verb.
CLAUSE_OPENERS: Final = frozenset(
    {
        "自",
        "自从",
        "当",
        "当着",
        "趁",
        "趁着",
        "待",
        "等",
        "随着",
        "因",
        "因为",
        "由于",
        "鉴于",
        "直到",
        "除了",
        "除",
        "虽然",
        "尽管",
    }
)

PIVOTS: Final = frozenset(
    "控 斥 批 控告 要求 请求 允许 容许 准许 让 使 令 派 派遣 命令 下令 呼吁 敦促 促 "
    "促请 促使 迫使 逼 逼迫 邀请 邀 请 劝 劝说 说服 支持 反对 协助 帮助 帮 禁止 阻止 阻挠 鼓励 "
    "指示 授权 批准 推动 要 希望 期待 期望 盼 盼望 警告 提醒 建议 提议 指控 指责 控诉 谴责 批评 "
    "祝贺 感谢 催促 勒令 责令 责成 强迫 资助 带领 率领 联合 喊话 呛 施压 是 为 图为 系 乃 令到 "
    "导致 引发 造成 使得 促成 看到 目睹 发现 证实 确保 防止".split()
)
"""Verbs whose object acts in the clause behind it: 要求 X 撤军."""

CONTROL: Final = frozenset(
    "希望 决定 计划 打算 准备 愿意 有意 试图 企图 力图 开始 继续 停止 寻求 考虑 拒绝 同意 "
    "承诺 誓言 威胁 扬言 宣布 可能 能够 必须 应该 想 想要 需要 争取 有能力 无意 着手 "
    "致力于 集中 转而 选择 推动 放话 负责 参与 成功 尝试 主导 主动 表态 谋求 图谋 加紧 "
    "恢复 展开 开展 进行".split()
)
"""Verbs that share their subject with the verb behind them: 决定派兵."""

ATTITUDES: Final = frozenset(
    "认为 打算 愿意 准备 计划 表现出 会 能 能够 可能 考虑 想 要 得到 获得 有 是 表示 显示 "
    "意味着 采取 提供 给予 进行 实施 展开 举行 作出 做出 发动 继续 愿 肯 敢 公开 存在 相信 "
    "同意 获准 获 被 遭 受 予以 提出 发出 构成 造成 出现 再 进一步 直接 完全 立即 正式 "
    "具备 致力 停止 参加 参与".split()
)
"""Verbs that may stand between a negation and the word it negates."""

TIME_ENDS: Final = frozenset(
    "时 后 前 期间 之后 之前 以来 之际 以后 以前 时期 时候 当天 同时".split()
)
"""Behind a clause these make it an adverbial of time; its acts are as real as any."""

ORDERS: Final = frozenset({"下令", "命令", "联手", "携手"})
"""Commands, and acting together: the act itself is told by the verb behind them, if any."""

DOCUMENTS: Final = frozenset(
    "声明 协议 协定 文本 方案 宣言 决议 条约 备忘录 公报 草案 文件 法案 议程 名单 纪要 状态 立场 "
    "请求 提议 提案 倡议 构想 诉求 制度 机制 体系".split()
)
"""Behind a word of an event these name a paper or a plan, whose verb tells the event."""

AFTERMATH: Final = frozenset({"后", "之后", "以后", "前", "之前", "以前", "前夕", "前夜", "以来"})
"""Behind a noun of an event these place another in time; the noun points back."""

ACTS: Final = (
    "行动",
    "活动",
    "措施",
    "事件",
    "任务",
    "案",
    "运动",
    "风波",
    "浪潮",
    "攻势",
    "计划",
    "程序",
    "工作",
    "手段",
    "罪",
    "令",
    "要求",
    "决定",
    "动作",
    "情况",
    "名目",
    "理由",
    "目的",
    "原因",
    "结果",
    "消息",
    "规模",
    "力度",
    "行列",
    "过程",
    "后果",
    "名义",
)
"""Nouns behind an event noun that go on telling of the event: 轰炸行动, 搜救任务."""

BEARING: Final = frozenset({"面临", "面对", "承受", "背负", "忍受", "处于", "身处"})
"""Verbs whose subject lives with what they govern: 面临制裁."""
