"""A mail server for the tests: takes what it is sent and tells of it on standard output, one JSON object a line. Ends when its standard input does.

Recipients choose what happens: no-such-user@... is unknown for good, greylisted@... is welcome from the second time on.
"""
import argparse
import asyncio
import base64
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

options = argparse.ArgumentParser()
options.add_argument("--smtputf8", action="store_true")
options.add_argument("--certificate")
options.add_argument("--key")
options.add_argument("--user")
options.add_argument("--password")
options = options.parse_args()


def tell(**what):
    print(json.dumps(what), flush=True)


class Sink:
    def __init__(self):
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith("no-such-user@"):
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown in local recipient table"
        if address.startswith("greylisted@") and address not in self.seen:
            self.seen.add(address)
            return f"451 4.7.1 <{address}>: Recipient address rejected: Greylisted, please try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        tell(
            mailFrom=envelope.mail_from,
            rcptTo=envelope.rcpt_tos,
            mailOptions=envelope.mail_options,
            content=base64.b64encode(envelope.original_content).decode("ascii"),
            tls=session.ssl is not None,
            user=session.auth_data,
        )
        return "250 OK"


class Server(SMTP):
    # .NET says "AUTH login"; every server that people run takes that, aiosmtpd alone compares by case.
    async def smtp_AUTH(self, arg):
        mechanism, _, rest = (arg or "").partition(" ")
        await super().smtp_AUTH(f"{mechanism.upper()} {rest}".strip())


def sign_in(server, session, envelope, mechanism, given):
    user, password = given.login.decode(), given.password.decode()
    good = mechanism == "LOGIN" and (user, password) == (options.user, options.password)
    return AuthResult(success=good, handled=False, auth_data=user)


def session(sink, tls):
    signs_in = {"authenticator": sign_in, "auth_required": True, "auth_require_tls": False} if options.user else {}
    return Server(sink, hostname="sink.example", enable_SMTPUTF8=options.smtputf8, tls_context=tls, require_starttls=tls is not None, **signs_in)


async def serve():
    sink, tls = Sink(), None
    if options.certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(options.certificate, options.key)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: session(sink, tls), "127.0.0.1", 0)
    tell(port=server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(serve())
