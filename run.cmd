@echo off
rem What `make run` does, by a double click: makes .venv with the pinned dependencies once, then starts Layerloom.
setlocal
cd /d "%~dp0"
set "FITS=import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
set "FOUND="

.venv\Scripts\python.exe -c "%FITS%" >nul 2>&1 && set "FOUND=.venv\Scripts\python.exe"
for %%v in (3.13 3.12 3.11) do if not defined FOUND py -%%v -c "%FITS%" >nul 2>&1 && set "FOUND=py -%%v"
if not defined FOUND python -c "%FITS%" >nul 2>&1 && set "FOUND=python"
if not defined FOUND where uv >nul 2>&1 && uv python install 3.13 && for /f "delims=" %%p in ('uv python find 3.13') do set FOUND="%%p"
if not defined FOUND (
  echo Layerloom needs Python 3.11, 3.12 or 3.13 ^(64 bit^), and none was found: install Python 3.13 from python.org, or uv, which brings one, and start this again.
  goto stopped
)

%FOUND% -m builder.setup || goto stopped
if not defined HOST set "HOST=127.0.0.1"
if not defined PORT set "PORT=8501"
.venv\Scripts\python.exe -m builder.cli --host "%HOST%" --port "%PORT%" || goto stopped
exit /b 0

:stopped
pause
exit /b 1
