"""Reads a return in the portal by the keyboard alone, as somebody without a mouse does; says what it did, line by line.

    browser.py ORIGIN FOLDER BUNDLE      the token on standard input; FOLDER takes downloads, BUNDLE is the file to verify
"""

import glob
import os
import sys
import time

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

origin, folder, bundle = sys.argv[1:4]
token = os.environ["PORTAL_TOKEN"]

options = webdriver.ChromeOptions()
for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900",
                 f"--user-data-dir={folder}/profile", "--no-proxy-server"]:
    options.add_argument(argument)
options.add_experimental_option("prefs", {"download.default_directory": folder, "download.prompt_for_download": False})
options.binary_location = sys.argv[4]
driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(sys.argv[5]))


def press(*keys):
    ActionChains(driver).send_keys(*keys).perform()


def focused():
    return driver.switch_to.active_element


def shows_focus(element):
    """Whether somebody who sees the page sees where they are: an outline, and the element within the window."""
    return driver.execute_script(
        """const e = arguments[0], s = getComputedStyle(e), r = e.getBoundingClientRect();
           return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 && r.width > 0 && r.top < innerHeight && r.bottom > 0""",
        element)


def tab_to(what, fits):
    """Goes on from where the focus is, with the tabulator key, until the element that is wanted has it."""
    for _ in range(120):
        press(Keys.TAB)
        element = focused()
        if element.tag_name == "body":
            continue
        if not shows_focus(element):
            raise SystemExit(f"the focus cannot be seen on: {element.get_attribute('outerHTML')[:200]}")
        if fits(element):
            return element
    raise SystemExit(f"the tabulator never comes to {what} on {driver.current_url}")


def until(what, condition):
    end = time.time() + 60
    while time.time() < end:
        if condition():
            return print(what, flush=True)
        time.sleep(0.05)
    raise SystemExit(f"waited in vain until {what}; at {driver.current_url}: {driver.title}")


def link(text):
    return lambda element: element.tag_name == "a" and element.text == text


try:
    driver.get(origin + "/")
    until("asked to sign in", lambda: driver.current_url.endswith("/sign-in"))
    tab_to("the token", lambda e: e.get_attribute("id") == "token")
    press(token, Keys.ENTER)
    until("signed in", lambda: driver.title.startswith("Returns of Lancashire"))
    press(Keys.TAB)
    if focused().text != "Skip to the content":
        raise SystemExit("the first stop is not the link past what every page has")
    press(Keys.ENTER)
    until("skipped to the content", lambda: focused().get_attribute("id") == "main")
    tab_to("the return", link("Read the return"))
    press(Keys.ENTER)
    until("read the return", lambda: driver.current_url.endswith("/files/return.html") and "2010-11Q4" in driver.title)
    driver.back()
    until("went back", lambda: driver.title.startswith("Returns of Lancashire"))
    tab_to("the download", link("Download all of it, signed (.zip)"))
    press(Keys.ENTER)
    until("downloaded", lambda: glob.glob(folder + "/*.zip"))
    tab_to("an indicator", lambda e: "/indicators/" in (e.get_attribute("href") or ""))
    press(Keys.ENTER)
    until("read an indicator", lambda: "/indicators/" in driver.current_url)
    tab_to("verifying", link("Verify"))
    press(Keys.ENTER)
    until("came to verify", lambda: driver.current_url.endswith("/verify"))
    # The window in which a file is chosen is the system's; what it puts into the field is put there.
    tab_to("the file", lambda e: e.get_attribute("id") == "bundle").send_keys(bundle)
    tab_to("the button", lambda e: e.tag_name == "button" and e.text == "Verify")
    press(Keys.ENTER)
    until("verified", lambda: "is whole, unchanged and signed" in driver.page_source)
    tab_to("signing out", lambda e: e.tag_name == "button" and e.text == "Sign out")
    press(Keys.ENTER)
    until("signed out", lambda: driver.current_url.endswith("/sign-in"))
    driver.get(origin + "/partnerships/lancashire")
    until("shut out", lambda: driver.current_url.endswith("/sign-in"))
finally:
    driver.quit()
