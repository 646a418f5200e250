"""What of an item somebody asks (问的方面), and the words around it that carry no subject."""

import re

from assistant.models.answer import Aspect

_WORDS: tuple[tuple[Aspect, str], ...] = (
    # Before the materials: it is asked where they go, not which they are.
    (
        Aspect.WHERE,
        r"(?:在|到|去|往|从)?(?:哪里|哪儿|哪达|哪个?(?:地方|窗口|部门|单位)|什么地方|谁)(?:提交|递交|交|递|送)(?:申请)?(?:材料|资料|表格?)|"
        r"(?:申请)?(?:材料|资料|表格?)(?:要|该|应该)?(?:提交|递交|交|递|送)(?:到|给|去|在)(?:哪里|哪儿|哪达|哪个?(?:地方|窗口|部门|单位)|什么地方|谁)",
    ),
    (
        Aspect.STATUS,
        r"办到哪一?步|进度|办好了?没有?|审批到哪|下来了?没有?|办得?怎么样了|受理了?没有?",
    ),
    (
        Aspect.PHONE,
        r"(?:咨询|联系|办公|投诉|监督|服务)?(?:电话|座机)(?:号码|号)?(?![:,是为 ]{0,2}\d{3})(?!.{0,3}[变换改])(?:是?多少|是?什么)?|号码是?(?:多少|什么)|打哪个电话|联系方式",
    ),
    (
        Aspect.HOURS,
        r"几点(?:上班|下班|开门|关门|开始)?|(?:上班|办公|工作|营业|办理)时间|(?:周[六日末]|星期[六天日]|节假日)(?:能不能|能|可以|还|也)?(?:上班|办公|开门|办理?)?|中午(?:休息|上班)|午休|什么时候(?:上班|开门)",
    ),
    (
        Aspect.MATERIALS,
        r"(?:要|需要?|应|得|该)?(?:带|准备|提交|提供|携带|拿|交)(?:哪些|什么|些什么|啥子?|些啥子?)(?:材料|资料|手续|证件|东西|证明)?|(?:哪些|什么|啥子?)(?:材料|资料|手续|证件)|(?:所需|申请|申报|办理)?(?:材料|资料)(?![查费员])(?:清单)?(?:有哪些|是什么)?|材料清单|需要哪些",
    ),
    (
        Aspect.VISITS,
        r"(?:要|需要?|得|用|必须)?(?:来|去|到|跑)(?:窗口|现场|大厅)?(?:几|多少)(?:趟|次|回)|几趟|"
        r"(?:要不要|用不用|需不需要|必须|一定要|非[要得]|是不是要?|要|需要?|得|用)(?:是)?(?:法人|法定代表人|老板|负责人|户主|双方|两个人|夫妻)?(?:都)?(?:本人|亲自)(?:亲自)?"
        r"(?:去|来|到场|到现场|到窗口|跑|到)(?![年世])(?:办理?)?(?:不|吗|么|才行)?|"
        r"(?:要不要|用不用|需不需要|必须|一定要|要|需要?|得)(?:去|到|跑|来)(?:一趟)?(?:现场|窗口|大厅)(?:办理?|去)?(?:不|吗|么)?",
    ),
    # How old, how long insured, by when: what must be so, neither a fee nor the office's time.
    (
        Aspect.CONDITIONS,
        r"(?:要|需要?|得|到|满)?(?:几|多少)(?:周?岁)(?:以上|以下|之?前|之?后)?(?:才能|才可以|能|可以|就能|开始|才)?(?:办理?|申请|领取?|享受|退)?|"
        r"(?:多大(?:年纪|年龄|岁数|(?=才|能|可以))|(?:年龄|岁数)(?:要求|限制|条件|有(?:要求|限制)))(?:才能|才可以|能|可以)?(?:办理?|申请|领取?)?(?:吗|么)?|"
        r"(?:要|需要?|得|必须)?(?:[交缴]|参保|住|工作|干|待)(?:满|够)?(?:了)?(?:几|多少)(?:年|个?月)(?:才能|才可以|能|可以|就能|才)?(?:办理?|申请|领取?|享受)?|"
        r"(?:多久|几天|多少天|多长时间|几个?月|多少个?工作日)(?:之内|以内|内)(?:必须|要|得|应该?|去|就要)*(?:办理?|申请|提出)?",
    ),
    (
        Aspect.FEE,
        r"^(?:那|要|得|是|大概|一共|总共|每?一?个?月|每?一?年|每?一?[人次]|一个人|每个人|能|可以|有|给|发|领|补|拿)*多少钱?(?:呢|啊|呀|嘛|[?!.。])*$|(?<!罚)(?<!罚款)多少钱|(?:[收交缴要](?:不[收交缴要])?(?:多少)?)?(?:手续|工本)费(?:是?多少|吗|么|标准)?|收(?:不收)?(?:多少)?(?:费用?|钱)(?![备员站])(?:吗|么|多少|标准)?|[交缴](?:不[交缴]|多少)(?:费用?|钱)?|[交缴](?:费用?|钱)(?:吗|么|多少|标准)|要不要(?:[交缴]费|[交缴]?钱)|要钱[吗么不]|(?<!医疗)(?<!住院)费用(?:是?多少|标准|吗|$)|收费标准|免费[吗么不]|花多少|几块钱|(?<!罚)(?<!罚款)好多钱",
    ),
    # How long a paper holds, not how long the office takes.
    (
        Aspect.RESULT,
        r"(?:几年|多少年|多久|多长时间)(?:之?内|以内)?有效|有效(?:几年|多少年|多久|多长时间)|"
        r"管(?:用)?(?:几年|多少年|多久|多长时间)|能?用(?:几年|多少年)|(?<=[证照本卡])(?:是|要)?(?:几年|多少年)(?:的|期)?$|"
        r"(?:几年|多少年|多久|多长时间)(?:要|得|就)?(?:(?:换|办|重办)一?[次回]|一换|一办|到期|过期)",
    ),
    (
        Aspect.TIME_LIMIT,
        r"(?<!有效期)(?<!有效期是)(?:要|需要?|得|大概)?(?:多久|多长时间|几天|多少天|好久|多少个?工作日|几个工作日)(?:能|可以|才能?)?(?:办好|办完|办下来|批下来|批完|批好|审完|发下来|寄到|领到|到手|到账|下来|拿到?|出来|办理?)?|(?:办理|办结|承诺|法定)?时限|时效|什么时候能?(?:办好|拿到?|下来)|当天能",
    ),
    (
        Aspect.ONLINE,
        r"(?:能不能|可不可以|可以|能|能否|可否|是否可以|怎么|如何|咋)?(?:在)?(?:(?<!联)网上(?![卖销购店开交约])|线上|在线|手机上|(?:手机|微信|网络|支付宝|app)(?=[能可办申操])|(?:微信|支付宝|app)上)(?:能不能|可不可以|可以|能|能否)?(?:办理?|申请|申报|操作|自己办|弄|搞)?|网办|不用跑|不去现场",
    ),
    (
        Aspect.BASIS,
        r"(?:法律|政策|文件|办理|设定)?依据(?:是什么)?|根据(?:什么|哪条|哪个)(?:规定|法律|文件)?|哪(?:条|部|个)(?:法律|法规|规定|文件)",
    ),
    (
        Aspect.CONDITIONS,
        r"(?:需要?|要|有)?(?:什么|哪些|啥子?|具备什么|符合什么|满足什么)(?:条件|要求|资格)|(?:办理|申请|受理|申领|享受)?条件(?!合格)(?:是什么|有哪些)?|(?:能不能|可不可以|符不符合|够不够)(?:申请|办|领)|什么人(?:可以|能)|谁(?:可以|能)",
    ),
    (
        Aspect.WHERE,
        r"(?:在|去|到|上|找|问|归|属于?|是)?(?:哪里|哪儿|那里|哪达|(?<=[在去到])哪(?![些个种天年])|哪个?(?:地方|部门|单位|窗口|科室|局|大厅|机构)|何处|什么(?:地方|部门|单位|窗口)|啥子?(?:地方|部门|单位)|谁)(?:可以|能|才能)?(?:办理?|申请|领取?|交|管|负责|弄|搞|开|查)?|(?<![改换册营产迁更])(?:地址|地点|位置)(?![变改换迁更、])|怎么走$|坐几路",
    ),
    (
        Aspect.RESULT,
        r"(?:给|发|拿到?|领到?|出)(?:什么|啥)证|结果(?:是什么|怎么领|怎么拿)|有效期(?:是?多久|是?多长|几年)?|管几年|怎么(?:领取|领证|拿证|取证)",
    ),
    (
        Aspect.HOW,
        r"(?:该|应该|要|得|应)?(?:怎么样?|如何|咋个?|咋样|怎样)(?:才能|能|可以|去|来)?(?:办理?|申请|申领|操作|弄|搞|整|处理|走|开|领|申报|登记)?|(?:办理|申请|具体)?(?:流程|步骤|(?<![小通易])程序|手续|指南)(?:是什么|有哪些|是怎样的)?|办法",
    ),
)
_PATTERNS = tuple((aspect, re.compile(words)) for aspect, words in _WORDS)

# Whether somebody else may go: asked of a matter that is named before, and no matter by itself.
_PROXY = re.compile(
    r"(?<=[\u3400-\u9fff]{2})[,，。 ]?(?:是否|能不能|可不可以|可否|能否|可以|能)"
    r"(?:找|请|让|叫|托|由|委托)?(?:别人|他人|人|家人|家里人|家属|亲戚|朋友|子女|儿女)?(?:帮忙|来|去)?"
    r"(?:代办|代为办理|代理)(?:吗|么|不|嘛|[?!.。 ]|$)+"
)

_POLITE = re.compile(
    r"您好|你好|请问(?:一下)?|麻烦(?:您|你)?(?:问一?下|帮忙)?|谢谢(?:您|你)?|多谢|帮(?:我|忙)(?:问|查|看)?(?:一?下)?|"
    r"(?:^|(?<=[\s,.!]))(?:我)?(?:想|要)?(?:咨询|请教|打听|问问?|了解)(?:一?下|一个问题)?(?:关于|有关)?|"
    r"(?:我)?(?:想|要)(?:咨询|请教|打听|问问?|了解)(?:一?下|一个问题)?(?:关于|有关)?|(?:咨询|了解)一?下|"
    r"^(?:急+|求助|跪求|在线等)(?=[\s!,.:])|"
    r"尊敬的[^,.:]{0,8}[,:]?|(?:领导|同志|老师|师傅|工作人员)(?:您好|你好|们)?[,:]|"
    r"我(?:现在|目前)?(?:想|要|需要|打算|准备)(?:去|要)?|(?:现在|目前)?(?:想|需要|打算)(?:去|要)?|"
    r"关于|有关|(?<=.{4})的事儿?$|的?(?:问题|相关事宜|事情|事宜|情况)$|行不行|好不好|可以吗|能吗|对吗|是吗|吗|呢|吧|啊|呀|嘛|哦|[?!.,、;:~…]+"
)
_EMPTY_VERBS = re.compile(
    r"(?:去办理?|要办理?|想办理?|办理|(?<![补新申经代协承催开主停联举筹])办)(?:一个|个|一下|下|一张|张)?$|"
    r"^(?:办理|去办|要办|想办)(?:一个|个|一下|一张)?"
)

# 那网上能办吗, 要多少钱, 几天能好: beside the aspect nothing names a matter.
_POINTING = re.compile(
    r"(?:那么?|这么?|个|件|种|项|事情?|它|您|你|我们?|咱们?|还|又|也|就|都|要|得|需要?|能|可以|会|"
    r"去|来|做|办|弄|搞|好|完|顺便|另外|大概|大约|一共|总共|一般|具体|到底|究竟|一下|的话?|了|吗|呢|吧|啊|呀|嘛|哦|\s)+"
)

_PERSON = (
    r"(?:别人|他人|家里人|家人|家属|亲戚|朋友|熟人|同事|孩子|子女|儿女|儿子|女儿|老公|老婆|丈夫|妻子|爱人|"
    r"父母|爸爸?妈?妈?|妈妈?|老人|中介|单位|公司)"
)
# Who goes there, where one is, what one must do besides: asked of any matter, and naming none.
_CIRCUMSTANCE = re.compile(
    rf"(?:能不能|可不可以|可以|能|会|要|找|让|请|叫|托|由)+{_PERSON}?(?:来|去|帮忙|帮我?|替我?|给我?|代替)*"
    r"(?:代办|代领|代取|代开|代签|代交|代去|代为办理|代理|帮办)|"
    rf"(?:找|让|请|叫|托|由){_PERSON}(?:来|去|帮忙|帮我?|替我?|给我?)*(?:办|领|取|交)|"
    rf"^(?:那|我|我们|本?人|本人|{_PERSON}|户口|户籍|现在|目前|都|一直|长期|常年|如果|要是|[,， ])*"
    r"(?:不?在|是|不是)(?:外地|外省|外县|外市|外面|国外|外头|异地|本地|老家)(?:打工|上班|工作|户口|户籍|人)*|"
    r"回不去|回不来|没时间(?:回去|去)?|走不开|走不动|行动不便|"
    r"(?:要不要|用不用|需不需要|需要|必须|要|得|用|能不能|可不可以|可以|能)(?:先|提前|做|去|交|带|给)*"
    r"(?:体检|预约|拍照片?|照相|邮寄|快递|寄到家|送到家|刷脸|面签|按手印|排队)|"
    rf"^那?(?:我|我家)?(?:{_PERSON}|小孩|娃儿?|小朋友|外地人|外省人)(?:的|呢)+$|"
    rf"^那?(?:我|{_PERSON})?(?:一个人|自己)(?:去|来|办)"
    r"|^(?:那|会不会|会|要不要|要|是不是要)*(?:被|交)?罚(?:款|钱)?(?=吗|不|么|多少)|"
    r"^那?(?:证|证件|证书|本本|本子|钱|款)(?=在?哪|[到去]哪|什么时候|多久|怎么[领拿取])|"
    r"^(?:那|我|很|比较|现在)*(?:急用|着急|急着用|等着用|加急)"
)

_SOMEBODY = re.compile(rf"{_PERSON}|行|不")

_WHETHER = re.compile(
    r"(?:吗|不|么|没有?|行不行|好不好)[?!.。 ]*$|能不能|可不可以|会不会|要不要|用不用|是不是|有没有|"
    r"为什么|什么用|会怎样|多少|多久|多长|提前几|几(?:个|天|次|年|月|点|趟)|谁|什么时候|哪天"
)
_ENTITLED = re.compile(
    rf"^那?(?:像|如果|要是)?(?:我|我们|我家|{_PERSON}).{{1,10}}(?:能不能|可不可以|还能|能|可以)"
    r"(?:再)?(?:申请|享受|领取?)(?:吗|不|么)?[?!.。 ]*$|"
    r"^.{2,10}还(?:能|可以)?(?:发|领|给|算)(?:吗|不|么)[?!.。 ]*$"
)
_TO_DO = re.compile(r"(?:怎么|咋个?|如何|怎样|想|要|去|来)办|办理|呢[?!.。 ]*$")

# From so many characters on a message is a story, whose question is told apart.
_STORY = 40
_SENTENCE = re.compile(r"(?<=[。!?;\n])")
_ASKS = re.compile(r"[?吗]|怎么|怎样|如何|哪里|哪儿|请问|咋")

_ASKING = re.compile(
    "请问|什么时候|什么时间|什么|哪些|哪个|哪家|哪几|哪里|哪|如何|怎样|怎么|多少|几|是否|吗|呢|"
    "为何|为什么|谁|有何|[?!,;:、。]"
)


def aspect_of(key: str) -> tuple[Aspect, str]:
    """The aspect that a search key asks, and the key without the words that said so.

    Where several are asked, the most particular one counts (材料 before 怎么办);
    GENERAL where none is. Words of every aspect found are taken out.
    """
    asked, key = Aspect.GENERAL, without_proxy(key)
    for aspect, pattern in _PATTERNS:
        rest = pattern.sub(" ", key)
        if rest == key:
            continue
        if asked is Aspect.GENERAL:
            asked = aspect
        key = rest
    return asked, key.strip()


def without_proxy(key: str) -> str:
    """The key without 可以代办吗, where a matter is named before it."""
    return _PROXY.sub(" ", key)


def subject_of(key: str) -> str:
    """The key without politeness (客套) and empty verbs: what remains is the matter itself.

    Empty where only words remain that point back (那, 这个) or carry nothing (要, 能).
    """
    rest = _POLITE.sub(" ", key).strip()
    rest = _EMPTY_VERBS.sub(" ", rest)
    return "" if _POINTING.fullmatch(rest) else " ".join(rest.split())


def asks_beside(key: str) -> bool:
    """Whether a search key asks what may be asked of any matter and names none (能代办吗, 我在外地)."""
    left = _CIRCUMSTANCE.sub(" ", key)
    if left == key:
        return False
    left = _SOMEBODY.sub(" ", _POLITE.sub(" ", aspect_of(left)[1])).strip()
    return not left or _POINTING.fullmatch(left) is not None


def asks_if_entitled(key: str) -> bool:
    """Whether a search key tells of oneself and asks if one may apply, of nothing (我离婚了能申请吗)."""
    return _ENTITLED.search(key) is not None


def asks_whether(key: str) -> bool:
    """Whether a search key asks if, how much or when (要房东配合吗, 提前多久), and of nothing to be done."""
    return bool(_WHETHER.search(key)) and not _TO_DO.search(key)


def asking_sentences(key: str) -> str:
    """The sentences of a long text that ask, in order; "" where it is short, or tells one from no other."""
    every = sentences(key)
    asking = [sentence for sentence in every if _ASKS.search(sentence)]
    return "".join(asking) if 0 < len(asking) < len(every) else ""


def sentences(key: str) -> list[str]:
    """The sentences of a long text, in order; none of a short one."""
    return [s for s in _SENTENCE.split(key) if s.strip()] if len(key) >= _STORY else []


def told_parts(key: str) -> tuple[str, ...]:
    """What a key tells, cut where words stood that only ask (疑问词): no text answers with these."""
    parts = (part.strip() for part in _ASKING.split(key))
    return tuple(part for part in parts if len(part) > 1)
