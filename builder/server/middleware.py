"""What every request and every socket passes, outermost first."""

from starlette.middleware import Middleware

from builder.server.cookies import Cookies
from builder.server.guard import Guard

MIDDLEWARE = (Middleware(Guard), Middleware(Cookies))
