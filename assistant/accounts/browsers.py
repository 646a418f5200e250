"""What a browser calls itself, in words that people know their machine by."""

_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("QQBrowser", "QQ浏览器"),
    ("360", "360浏览器"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("Windows", "Windows"),
    ("Android", "安卓手机"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Mac OS", "苹果电脑"),
    ("Linux", "Linux"),
)


def browser_named(agent: str) -> str:
    """Browser and machine of a User-Agent header; its beginning where neither is known."""
    found = [
        next((word for mark, word in table if mark in agent), "")
        for table in (_BROWSERS, _MACHINES)
    ]
    return "，".join(word for word in found if word) or agent[:40] or "未知"
