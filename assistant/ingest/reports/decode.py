"""Bytes of a file as text, whichever of the usual Chinese encodings wrote them."""

from assistant.errors import Refused


def decode(raw: bytes) -> str:
    """UTF-8 (with or without mark), else GB18030, else what the bytes most likely are.

    Raises Refused where no encoding gives readable text.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _readable(text):
            return text
    # Brought only where it is needed: the service, which reads files in other processes, is spared it.
    from charset_normalizer import from_bytes

    guess = from_bytes(raw).best()
    if guess is None or not _readable(str(guess)):
        raise Refused("无法识别文件的文字编码，请另存为 UTF-8 编码的文本文件后再导入。")
    return str(guess)


def _readable(text: str) -> bool:
    """Whether control characters are rare; a picture or a Word file decodes to many of them."""
    odd = sum(1 for c in text[:20_000] if (c < " " and c not in "\t\n\r\f") or c == "\ufffd")
    return odd * 100 <= len(text[:20_000])
