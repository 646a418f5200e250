"""Forms with files: streamed to the disk, limited, checked, and gone after the reply."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from aiohttp import web

import assistant.app
from assistant.channels import access
from assistant.channels.replying import json_reply
from assistant.channels.uploads import read_upload
from assistant.models.accounts import Permission

PATH = "/desk/upload-of-the-tests"
MOST = 3_000_000


@pytest.fixture(scope="module")
def editor(serve, settings_in, tmp_path_factory, colleague):
    """An editor on a service that has one more form: it tells what it was sent."""
    routes = web.RouteTableDef()

    @routes.post(PATH)
    async def tell(request):
        upload = await read_upload(request, MOST)
        told = [(f.name, str(f.path), f.path.stat().st_size) for f in upload.files]
        start = [f.path.read_bytes()[:20].decode("latin-1") for f in upload.files]
        return json_reply({"fields": upload.fields, "files": told, "start": start})

    with pytest.MonkeyPatch.context() as patch:
        rooms = (*assistant.app._ROOMS, SimpleNamespace(routes=routes))
        patch.setattr(assistant.app, "_ROOMS", rooms)
        patch.setitem(access.ACCESS, ("POST", PATH), Permission.IMPORT)
        patch.setattr(access, "UPLOADS", access.UPLOADS | {("POST", PATH)})
        with serve(settings_in(tmp_path_factory.mktemp("uploads"))) as site:
            yield colleague(site, "editor")


def test_fields_and_files_arrive_as_they_were_sent(editor):
    files = {"file": ("事项.csv", "名称\n甲".encode()), "other": ("b.xlsx", b"PK\x03\x04")}

    reply = editor.upload(PATH, {"kind": "目录"}, files)

    assert reply.data["fields"] == {"kind": "目录"}
    assert [(name, size) for name, _, size in reply.data["files"]] == [
        ("事项.csv", 10),
        ("b.xlsx", 4),
    ]


def test_a_file_larger_than_other_bodies_may_be_is_taken_whole(editor):
    reply = editor.upload(PATH, {}, {"file": ("large.csv", b"x" * 2_500_000)})

    assert [size for _, _, size in reply.data["files"]] == [2_500_000]


def test_nothing_of_a_file_is_left_after_the_reply(editor):
    reply = editor.upload(PATH, {}, {"file": ("a.csv", b"x")})

    ((_, path, _),) = reply.data["files"]
    assert not Path(path).parent.exists()


def test_files_over_the_limit_are_refused_in_words(editor):
    files = {"a": ("a.csv", b"x" * 2_000_000), "b": ("b.csv", b"x" * 2_000_000)}

    reply = editor.upload(PATH, {}, files)

    assert (reply.status, "文件超过 3 MB" in reply.text) == (413, True)


def test_endless_words_in_a_field_are_refused(editor):
    reply = editor.upload(PATH, {"note": "长" * 400_000}, {})

    assert (reply.status, "填写的文字过多" in reply.text) == (413, True)


def test_a_field_left_without_a_file_is_no_file(editor):
    assert editor.upload(PATH, {}, {"file": ("", b"")}).data["files"] == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\Users\\x\\passwd", "/tmp/passwd"])
def test_a_name_never_leads_out_of_the_folder(editor, name):
    ((shown, path, _),) = editor.upload(PATH, {}, {"file": (name, b"x")}).data["files"]

    assert (shown.endswith("passwd"), set(shown) & set("/\\"), Path(path).name) == (
        True,
        set(),
        "0",
    )


@pytest.mark.parametrize("token", ["", "x", "令牌"])
def test_without_the_sessions_token_nothing_is_taken(editor, token):
    reply = editor.upload(PATH, {"token": token}, {"file": ("a.csv", b"x")})

    assert (reply.status, "页面已过期" in reply.text) == (400, True)


def test_a_plain_form_is_told_to_choose_a_file(editor):
    reply = editor.submit(PATH, {"kind": "x"})

    assert (reply.status, "选择文件" in reply.text) == (400, True)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x\r\n\r\n"),
        ("multipart/form-data; boundary=x", b"nonsense"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: nonsense\r\n\r\nx"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Type: multipart/mixed\r\n\r\nx"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\xfe\r\n--x--\r\n',
        ),
    ],
)
def test_a_broken_form_is_refused_and_not_an_error(editor, kind, body):
    reply = editor.send("POST", PATH, body, Content_Type=kind, Accept="text/html")

    assert reply.status == 400


def test_a_form_with_files_on_another_route_is_checked_like_any_other(editor):
    assert editor.upload("/desk/log", {"kind": "training", "token": "x"}, {}).status == 400
    assert editor.upload("/desk/log", {"kind": "training"}, {}).status == 422
