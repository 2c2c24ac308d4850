@echo off
rem Runs Reverie from its sources on Windows, as the script "reverie" does elsewhere: finds a JDK 25 or newer, builds on
rem first use and after changes, and starts the program.
rem
rem   REVERIE_JAVA_HOME      the JDK to use, instead of looking for one
rem   REVERIE_JAVA_OPTIONS   more options for Java, for example -Xmx8g
setlocal EnableExtensions DisableDelayedExpansion

set "NEEDED=25"
set "FOUND="
rem The folder of this file, with a backslash at its end.
set "ROOT=%~dp0"
set "LOG=%ROOT%target\build.log"
set "STARTED=%ROOT%target\started.%RANDOM%%RANDOM%"

if not defined REVERIE_JAVA_HOME goto search
call :suits "%REVERIE_JAVA_HOME%"
if defined FOUND goto check
>&2 echo error: REVERIE_JAVA_HOME is "%REVERIE_JAVA_HOME%", which is not a JDK of version %NEEDED% or newer
exit /b 1

:search
if defined JAVA_HOME call :suits "%JAVA_HOME%"
for /f "delims=" %%J in ('where javac.exe 2^>nul') do for %%D in ("%%~dpJ..") do if not defined FOUND call :suits "%%~fD"
for %%R in ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%USERPROFILE%\.jdks") do (
    for /d %%D in ("%%~R\*") do if not defined FOUND call :suits "%%~fD"
)
if defined FOUND goto check
>&2 echo error: no JDK of version %NEEDED% or newer found; install one, or name one with REVERIE_JAVA_HOME
exit /b 1

rem The build is needed if it never ended well, or if a source has changed since.
:check
powershell -NoProfile -Command "Set-Location -LiteralPath $env:ROOT; $stamp = 'cli\target\reverie.built'; if (-not (Test-Path $stamp) -or -not (Test-Path 'cli\target\reverie.jar')) { exit 1 }; $built = (Get-Item $stamp).LastWriteTimeUtc; $sources = @(Get-Item 'pom.xml', '*\pom.xml') + @(Get-ChildItem '*\src\main' -Recurse); if ($sources | Where-Object { $_.LastWriteTimeUtc -gt $built }) { exit 1 }; exit 0"
if not errorlevel 1 goto start

where mvn >nul 2>nul
if errorlevel 1 (
    >&2 echo error: Maven 3.8 or newer is needed to build Reverie, and there is no mvn
    exit /b 1
)
>&2 echo building Reverie, only after changes; a minute or two ...
if not exist "%ROOT%target" mkdir "%ROOT%target"
type nul >"%STARTED%"
set "JAVA_HOME=%FOUND%"
pushd "%ROOT%"
call mvn -B -DskipTests -pl cli -am package >"%LOG%" 2>&1 <nul
set "RESULT=%ERRORLEVEL%"
popd
if not "%RESULT%"=="0" goto failed
move /y "%STARTED%" "%ROOT%cli\target\reverie.built" >nul

:start
"%FOUND%\bin\java.exe" "@%ROOT%cli\target\jvm.args" %REVERIE_JAVA_OPTIONS% -cp "%ROOT%cli\target\reverie.jar;%ROOT%cli\target\lib\*" reverie.cli.Reverie %*
exit /b %ERRORLEVEL%

:failed
del "%STARTED%"
>&2 findstr /l /c:"[ERROR]" "%LOG%"
>&2 echo error: the build failed; "%LOG%" says more
exit /b 1

rem Sets FOUND to the folder if it holds a JDK that is new enough. The file "release" answers without starting a Java.
:suits
set "MAJOR="
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\bin\javac.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%V in ('findstr /b /l /c:"JAVA_VERSION=" "%~1\release"') do for /f "tokens=1 delims=.-+" %%M in ("%%~V") do set "MAJOR=%%M"
if not defined MAJOR exit /b
if %MAJOR% GEQ %NEEDED% set "FOUND=%~1"
exit /b
